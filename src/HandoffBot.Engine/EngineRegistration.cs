using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Postgres;
using HandoffBot.Engine.Storage.Sqlite;
using HandoffBot.Engine.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine;

/// <summary>Registers the engine: storage, desk, directory, deliveries and clocks.</summary>
public static class EngineRegistration
{
    /// <summary>
    /// The edges register <see cref="IChatEdge"/> and <see cref="IChatDirectory"/> themselves. Start order: schema, people, accounts, probes;
    /// then deliveries and clocks run.
    /// </summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, EngineOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<Ids>();
        AddStorage(services, options);
        AddDirectory(services, options);
        AddDesk(services);
        services.AddConversation();
        AddClocks(services);
        services.AddSingleton(provider => new EngineHealth(provider.GetRequiredService<IStore>(), provider.GetRequiredService<Platforms>()));
        AddDelivery(services);
        services.AddSingleton<EngineStart>();

        // They start in this order: the schema before whoever works on it.
        services.AddHostedService(provider => provider.GetRequiredService<EngineStart>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryWorker>());
        services.AddClockJobs(options);
        return services;
    }

    /// <summary>Takes the database for this process, as the start does: before anything else runs it is known whether that can be.</summary>
    /// <exception cref="DatabaseUnusableException">It cannot be used, or another process uses it.</exception>
    public static Task HoldEngineAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<IStore>().HoldAsync(cancellationToken);

    /// <summary>Brings the database up to date, and does only that.</summary>
    public static Task MigrateEngineAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<IStore>().MigrateAsync(cancellationToken);

    private static void AddStorage(IServiceCollection services, EngineOptions options)
    {
        services.AddSingleton<IStore>(_ => options.Provider == DatabaseProvider.Postgres
            ? new PostgresStore(options.ConnectionString)
            : new SqliteStore(options.ConnectionString));
        services.AddSingleton<Wake>();
        services.AddSingleton<CommitSeam>();
        services.AddSingleton(provider => new BusinessClock(
            provider.GetRequiredService<CommitSeam>(), provider.GetRequiredService<IStore>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddDirectory(IServiceCollection services, EngineOptions options)
    {
        services.AddSingleton<Platforms>();
        services.AddSingleton<PlatformPatience>();
        services.AddSingleton(provider => new Rulebook(options.Configuration, options.Files, provider.GetRequiredService<Platforms>()));
        services.AddSingleton<Roll>();
        services.AddSingleton<Presence>();
        services.AddSingleton<Seeding>();
        services.AddSingleton<Telling>();
        services.AddSingleton<Joining>();
        services.AddSingleton<Entrance>();
        services.AddSingleton<DirectorySync>();
        services.AddSingleton<LeadsToTell>();
        services.AddSingleton<HandingOn>();
        services.AddSingleton<Returns>();
        services.AddSingleton<Departures>();
        services.AddSingleton<Trying>();
        services.AddSingleton<Unbound>();
        services.AddSingleton<Probing>();
        services.AddSingleton<BoundChannels>();
        services.AddHostedService<BoundChannelsAbroad>();
        services.AddSingleton<SetUp>();
        services.AddSingleton<Meeting>();
        services.AddSingleton<NewPlaces>();
        services.AddSingleton<Speakers>();
        services.AddSingleton<Agreeing>();
        services.AddSingleton<IConversationBook, ConversationBook>();
        services.AddSingleton(provider => new Reloading(
            provider.GetRequiredService<Rulebook>(),
            provider.GetRequiredService<CommitSeam>(),
            provider.GetRequiredService<IStore>(),
            provider.GetRequiredService<BusinessClock>(),
            provider.GetRequiredService<Seeding>(),
            provider.GetRequiredService<Relaying>(),
            provider.GetRequiredService<Meeting>(),
            provider.GetRequiredService<Telling>(),
            provider.GetRequiredService<Agreeing>(),
            provider.GetRequiredService<Ids>(),
            provider.GetRequiredService<BoundChannels>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<Reloading>>()));
    }

    private static void AddDesk(IServiceCollection services)
    {
        services.AddSingleton<Outbox>();
        services.AddSingleton<LaneNames>();
        services.AddSingleton<Faults>();
        services.AddSingleton<ClockKeeping>();
        services.AddSingleton<CommitmentKeeping>();
        services.AddSingleton<CommitmentMessages>();
        services.AddSingleton<PromiseMessages>();
        services.AddSingleton<AskedCards>();
        services.AddSingleton<Notices>();
        services.AddSingleton<AskedLeads>();
        services.AddSingleton<CommitmentDesk>();
        services.AddSingleton<Messages>();
        services.AddSingleton<Carrying>();
        services.AddSingleton<Transferring>();
        services.AddSingleton<TransferMessages>();
        services.AddSingleton<Owing>();
        services.AddSingleton<Scene>();
        services.AddSingleton<Viewing>();
        services.AddSingleton<Reading>();
        services.AddSingleton<TeamReading>();
        services.AddSingleton<HomeReading>();
        services.AddSingleton<Desk>();
    }

    private static void AddClocks(IServiceCollection services)
    {
        services.AddSingleton<Editions>();
        services.AddSingleton<Matters>();
        services.AddSingleton<ClientIdling>();
        services.AddSingleton<CommitmentClocks>();
        services.AddSingleton<ExceptionClocks>();
        services.AddSingleton<Reaching>();
        services.AddSingleton<Company>();
        services.AddSingleton<PersonHours>();
        services.AddSingleton<Addressing>();
        services.AddSingleton<Pings>();
        services.AddSingleton<PingCheck>();
        services.AddSingleton<WaitingPings>();
        services.AddSingleton<ClockStep>();
        services.AddSingleton<Upcoming>();
        services.AddSingleton<Relaying>();
        services.AddSingleton<Acknowledging>();
        services.AddSingleton<OldReceipts>();
        services.AddSingleton(provider => new ClockSweep(
            provider.GetRequiredService<CommitSeam>(),
            provider.GetRequiredService<IStore>(),
            provider.GetRequiredService<BusinessClock>(),
            provider.GetRequiredService<ClockStep>(),
            provider.GetRequiredService<Upcoming>(),
            provider.GetRequiredService<ILogger<ClockSweep>>()));
    }

    private static void AddDelivery(IServiceCollection services)
    {
        services.AddSingleton<Pace>();
        services.AddSingleton<Gathering>();
        services.AddSingleton<Reminding>();
        services.AddSingleton<PromiseLetters>();
        services.AddSingleton<PlaybookLetters>();
        services.AddSingleton<Rendering>();
        services.AddSingleton<WebhookBook>();
        services.TryAddSingleton(WebhookReach.Internet);
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookCalls>();
        services.AddSingleton<Sending>();
        services.AddSingleton<Leasing>();
        services.AddSingleton<Arriving>();
        services.AddSingleton<Marking>();
        services.AddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<CommitSeam>(),
            provider.GetRequiredService<IStore>(),
            provider.GetRequiredService<BusinessClock>(),
            provider.GetRequiredService<LaneNames>()));
        services.AddSingleton<DeliveryWorker>();
    }
}
