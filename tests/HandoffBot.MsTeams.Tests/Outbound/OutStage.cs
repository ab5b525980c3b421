using System.Collections.Concurrent;
using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>The edge's mouth beside a stand-in for the connector, with a book in memory and a clock that goes on when it is told to.</summary>
internal sealed class OutStage : IAsyncDisposable
{
    public const string AppId = "3d7c7a4e-0000-4000-8000-000000000001";
    public const string Tenant = "3d7c7a4e-0000-4000-8000-000000000002";
    public const string Bot = "28:" + AppId;

    private readonly ServiceProvider services;

    private OutStage(ServiceProvider services, FakeConnector connector) => (this.services, Connector) = (services, connector);

    public FakeConnector Connector { get; }

    public required KeptBook Book { get; init; }

    public required HandTime Time { get; init; }

    public required HeardLog Log { get; init; }

    public IChatEdge Edge => services.GetRequiredService<IEnumerable<IChatEdge>>().Single();

    public IChatDirectory Directory => services.GetRequiredService<IEnumerable<IChatDirectory>>().Single();

    public IBotTokens Tokens => services.GetRequiredService<IBotTokens>();

    public static async Task<OutStage> SetAsync(Action<MsTeamsOptions>? configure = null)
    {
        var connector = await FakeConnector.StartAsync();
        var (book, time, log) = (new KeptBook(), new HandTime(), new HeardLog());
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton<IConversationBook>(book);
        collection.AddOptions<MsTeamsOptions>().Configure(options =>
        {
            options.AppId = AppId;
            options.AppPassword = "a-secret";
            options.TenantId = Tenant;
            options.TokenAuthority = connector.Authority;
            options.AllowedServiceHosts = "127.0.0.1";
            options.ServiceUrl = new Uri(connector.Service, "/everybody/").AbsoluteUri;
            configure?.Invoke(options);
        });
        collection.AddMsTeamsOutbound();
        return new(collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true }), connector) { Book = book, Time = time, Log = log };
    }

    public static ChannelRef Place(string conversation) => new(Platform.MsTeams, Tenant, conversation);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Connector.DisposeAsync();
    }
}

/// <summary>A book in memory.</summary>
internal sealed class KeptBook : IConversationBook
{
    private readonly ConcurrentDictionary<ChannelRef, MetConversation> met = new();

    public IReadOnlyCollection<MetConversation> All => [.. met.Values];

    public Task RememberAsync(MetConversation seen, CancellationToken cancellationToken)
    {
        met[seen.Conversation] = seen;
        return Task.CompletedTask;
    }

    public Task<MetConversation?> FindAsync(AccountRef account, CancellationToken cancellationToken) =>
        Task.FromResult(met.Values.SingleOrDefault(one => one.With == account));

    public Task<MetConversation?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken) => Task.FromResult(met.GetValueOrDefault(conversation));

    public Task<ImmutableArray<MetConversation>> TeamsAsync(Platform platform, string workspace, CancellationToken cancellationToken) => Task.FromResult(
        met.Values.Where(one => one.Kind == ConversationKind.Channel && one.Conversation.Workspace == workspace)
            .OrderBy(one => one.Conversation.Channel, StringComparer.Ordinal).ToImmutableArray());

    public Task ForgetAsync(ChannelRef conversation, CancellationToken cancellationToken)
    {
        foreach (var one in met.Values.Where(one => one.Conversation == conversation || one.Team == conversation.Channel))
            met.TryRemove(one.Conversation, out _);

        return Task.CompletedTask;
    }
}
