using System.Collections.Concurrent;
using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Tests;

/// <summary>A Slack that does what a test says, or another platform: it remembers what it was sent and can refuse, lose and forget.</summary>
/// <param name="home">The workspace or tenant.</param>
public sealed class FakePlatform(Platform platform = Platform.Slack, string home = FakePlatform.Home) : IChatEdge, IChatDirectory
{
    public const string Home = "T0HOME01";
    private int _last;

    public Platform Platform => platform;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>What is on the screen: the card of each message that exists.</summary>
    public ConcurrentDictionary<CardRef, Card> Messages { get; } = new();

    public ConcurrentDictionary<Guid, CardRef> ByDelivery { get; } = new();

    /// <summary>Decides what becomes of a call before it happens; null lets it happen.</summary>
    public Func<Call, Outcome?> Fault { get; set; } = _ => null;

    /// <summary>Decides what is answered to a call that did happen; null answers truly.</summary>
    public Func<Call, Outcome?> Lost { get; set; } = _ => null;

    /// <summary>What a call waits for before anything becomes of it.</summary>
    public Func<Call, CancellationToken, Task> Pause { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentDictionary<string, AccountProfile> Profiles { get; } = new();

    public ConcurrentDictionary<string, ImmutableArray<AccountRef>> Groups { get; } = new();

    /// <summary>Nobody's profile can be read.</summary>
    public bool HidesProfiles { get; set; }

    public Func<Identity> Me { get; set; } = () => new Identity.Known(home, "Test", "UBOT");

    public Func<ChannelRef, string?> Probe { get; set; } = _ => null;

    public Func<CancellationToken, Task> ProbeTakes { get; set; } = _ => Task.CompletedTask;

    /// <summary>The workspaces that a channel is shared with.</summary>
    public Func<ChannelRef, ImmutableArray<string>?> SharedWith { get; set; } = _ => null;

    public AccountRef Add(string account, string email, string? name = null, Func<AccountProfile, AccountProfile>? but = null)
    {
        var profile = new AccountProfile(
            new(platform, home, account), home, name ?? email.Split('@')[0], email, EmailConfirmed: true, IsFullMember: true, IsActive: true, "Europe/London");
        Profiles[account] = but?.Invoke(profile) ?? profile;
        return profile.Account;
    }

    public IEnumerable<Call> Posts(string chat) => Calls.Where(call => call.Method == "post" && call.Chat == chat);

    public async Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken)
    {
        var call = new Call("post", Chat(destination), card, deliveries[0], destination) { Deliveries = deliveries };
        Calls.Enqueue(call);
        await Pause(call, cancellationToken);
        if (Fault(call) is { } fault)
            return fault;

        var message = new CardRef(platform, destination.Workspace, call.Chat.TrimStart('@'), $"m{Interlocked.Increment(ref _last)}");
        Messages[message] = card;
        foreach (var delivery in deliveries)
            ByDelivery[delivery] = message;
        return Lost(call) ?? new Outcome.Sent(message);
    }

    public Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken)
    {
        var call = new Call("update", message.Channel, card, Guid.Empty, null);
        Calls.Enqueue(call);
        if (Fault(call) is { } fault)
            return Task.FromResult(fault);
        if (!Messages.ContainsKey(message))
            return Task.FromResult<Outcome>(new Outcome.NotThere());

        Messages[message] = card;
        return Task.FromResult(Lost(call) ?? new Outcome.Sent(message));
    }

    public Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken)
    {
        var call = new Call("find", Chat(destination), null, delivery, destination) { Since = since };
        Calls.Enqueue(call);
        return Task.FromResult(Fault(call) ?? (ByDelivery.TryGetValue(delivery, out var found) ? new Outcome.Sent(found) : new Outcome.NotThere()));
    }

    public Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(new Uri($"https://test.example/{message.Channel}/{message.Message}"));

    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken) => Task.FromResult(Me());

    public Task<AccountProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(Profiles.Values.FirstOrDefault(one => string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase)));

    public Task<AccountProfile?> ProfileAsync(AccountRef account, CancellationToken cancellationToken) =>
        HidesProfiles ? throw new HttpRequestException("away") : Task.FromResult(Profiles.GetValueOrDefault(account.Account));

    public Task<ImmutableArray<AccountRef>> GroupAsync(string group, CancellationToken cancellationToken) =>
        Task.FromResult(Groups.TryGetValue(group, out var members) ? members : throw new HttpRequestException("away"));

    public async Task<ChannelProbe> ProbeAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        await ProbeTakes(cancellationToken);
        return new(Probe(channel)) { SharedWith = SharedWith(channel) };
    }

    private static string Chat(Destination destination) => destination switch
    {
        Destination.ToChannel to => to.Channel.Channel,
        Destination.ToThread to => to.Root.Channel,
        Destination.ToPerson to => "@" + to.Account.Account,
        _ => throw new InvalidOperationException(),
    };

    public sealed record Call(string Method, string Chat, Card? Card, Guid Delivery, Destination? Destination)
    {
        /// <summary>All that the message is.</summary>
        public IReadOnlyList<Guid> Deliveries { get; init; } = [Delivery];

        /// <summary>When what is looked for was posted.</summary>
        public Instant? Since { get; init; }

        public string Text => Card is null ? "" : string.Concat(Card.Summary.Parts.Select(Plain));

        private static string Plain(Inline part) => part switch
        {
            Inline.Plain one => one.Text,
            Inline.Strong one => one.Text,
            Inline.Mention one => "@" + one.Name,
            Inline.Link one => one.Text,
            Inline.Command one => one.Words,
            Inline.When one => one.At.ToString(),
            _ => "",
        };
    }
}
