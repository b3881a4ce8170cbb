/**
 * A Vendure shop on the loopback interface, with its database in one file, for the slow tests.
 *
 * Everything that a client sees is Vendure's own, except:
 *  - `x-shop-clock: <instant>` on a request tells when what it does happens (an order placed, a payment, a refund):
 *    Vendure itself knows no other time than now;
 *  - `POST /control` makes coming requests to the Admin API fail, as those of a shop in trouble do.
 *
 * The database is in memory (sql.js needs no compiler) and is written when the shop stops, on SIGTERM.
 */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const {
    bootstrap,
    DefaultLogger,
    EventBus,
    LogLevel,
    manualFulfillmentHandler,
    OrderPlacedEvent,
    Payment,
    PaymentMethodHandler,
    PaymentStateTransitionEvent,
    Refund,
    RefundEvent,
    TransactionalConnection,
} = require(path.join(process.env.SHOP_MODULES, '@vendure/core'));

const file = path.join(process.env.SHOP_HOME, 'shop.sqlite');

/** Failures to come: `{status, retryAfter, after, count}`. */
let failures = [];

const control = (request, response) => {
    let body = '';
    request.on('data', piece => (body += piece));
    request.on('end', () => {
        failures = JSON.parse(body);
        response.json({ failures: failures.length });
    });
};

/** Answers in Vendure's place while a failure is due: it lets `after` requests pass, then takes `count`. */
const trouble = (request, response, next) => {
    const due = failures[0];
    if (!due) return next();
    if (due.after > 0) {
        due.after -= 1;
        return next();
    }
    due.count -= 1;
    if (due.count <= 0) failures.shift();
    if (due.retryAfter !== undefined) response.set('Retry-After', String(due.retryAfter));
    return response.status(due.status).type('text/plain').send('in trouble, as asked');
};

const card = new PaymentMethodHandler({
    code: 'card',
    description: [{ languageCode: 'en', value: 'A card that pays, unless it is told to be declined' }],
    args: {},
    createPayment: (ctx, order, amount, args, metadata) =>
        metadata.decline
            ? { amount, state: 'Declined', errorMessage: 'insufficient funds', metadata: {} }
            : { amount, state: 'Settled', transactionId: `card-${order.code}`, metadata: {} },
    settlePayment: () => ({ success: true }),
    // Without an answer the refund waits to be settled by hand.
    createRefund: (ctx, input, amount, order, payment) =>
        input.reason === 'later' ? false : { state: 'Settled', transactionId: `back-${payment.id}` },
});

/** What a request with `x-shop-clock` does happens then. */
const followClock = app => {
    const connection = app.get(TransactionalConnection);
    const at = ctx => {
        const clock = ctx.req?.headers['x-shop-clock'];
        return clock && new Date(clock);
    };
    const date = async (ctx, entity, row) => {
        if (at(ctx)) await connection.getRepository(ctx, entity).update(row.id, { createdAt: at(ctx) });
    };
    const follow = (event, id, handler) =>
        app.get(EventBus).registerBlockingEventHandler({ event, id: `clock-${id}`, handler });
    follow(OrderPlacedEvent, 'order', ({ ctx, order }) => {
        if (at(ctx)) order.orderPlacedAt = at(ctx);
    });
    follow(PaymentStateTransitionEvent, 'payment', ({ ctx, payment }) => date(ctx, Payment, payment));
    follow(RefundEvent, 'refund', ({ ctx, refund }) => date(ctx, Refund, refund));
};

bootstrap({
    apiOptions: {
        port: Number(process.env.SHOP_PORT),
        hostname: '127.0.0.1',
        adminApiPath: 'admin-api',
        shopApiPath: 'shop-api',
        cors: false,
        middleware: [
            { route: '/control', handler: control, beforeListen: true },
            { route: '/admin-api', handler: trouble, beforeListen: true },
        ],
    },
    authOptions: {
        tokenMethod: ['bearer', 'api-key'],
        superadminCredentials: { identifier: 'operator', password: 'operator of tests' },
        requireVerification: false,
    },
    dbConnectionOptions: { type: 'sqljs', location: file, autoSave: false, synchronize: true },
    paymentOptions: { paymentMethodHandlers: [card] },
    shippingOptions: { fulfillmentHandlers: [manualFulfillmentHandler] },
    logger: new DefaultLogger({ level: LogLevel.Warn }),
}).then(app => {
    followClock(app);
    const { driver } = app.get(TransactionalConnection).rawConnection;
    process.on('SIGTERM', () => {
        fs.writeFileSync(file, driver.export());
        process.exit(0);
    });
});
