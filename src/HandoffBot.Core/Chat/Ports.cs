using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>The bot's ear: every edge hands each interaction to it and answers with what it returns.</summary>
public interface IConversation
{
    /// <exception cref="UnknownOutcomeException">Whether it was carried out is not known.</exception>
    Task<Reply> HandleAsync(Interaction interaction, CancellationToken cancellationToken);
}

/// <summary>The bot's mouth on one platform. Pace and order are the caller's.</summary>
public interface IChatEdge
{
    Platform Platform { get; }

    /// <summary>Posts a new message that carries the ids of the deliveries that it is, so that it can be found again by each of them.</summary>
    Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken);

    /// <summary>Redraws a message; safe to repeat.</summary>
    Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for a message whose post was not answered, begun at <paramref name="since"/> by our clock. <see cref="Outcome.NotThere"/> means
    /// that it can be posted again.
    /// </summary>
    Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken);

    /// <summary>An address that opens the message, where the platform has one.</summary>
    Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken);
}

/// <summary>What became of a call.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    public sealed record Sent(CardRef Message) : Outcome;

    /// <summary>It arrived, and is no message that could be redrawn or linked to.</summary>
    public sealed record Taken : Outcome;

    /// <summary>The platform asks to wait; it holds for this method and workspace.</summary>
    public sealed record Later(Duration Wait) : Outcome
    {
        /// <summary>It holds for this conversation alone.</summary>
        public bool OnlyThere { get; init; }
    }

    /// <summary>It may or may not have happened: the answer was lost or made no sense.</summary>
    public sealed record Unknown(string Reason) : Outcome;

    /// <summary>It did not happen and may be tried again.</summary>
    public sealed record Failed(string Reason) : Outcome;

    /// <summary>It cannot happen until somebody mends it. <paramref name="Mend"/> says how.</summary>
    public sealed record Dead(string Reason, string Mend) : Outcome;

    /// <summary>
    /// The message to update is gone or can be changed no more, the thread to post in is gone, or the message looked for was never posted.
    /// </summary>
    public sealed record NotThere : Outcome;
}

/// <summary>What a platform knows of its people and channels.</summary>
public interface IChatDirectory
{
    Platform Platform { get; }

    /// <summary>Which workspace or tenant the configured token belongs to.</summary>
    Task<Identity> WhoAmIAsync(CancellationToken cancellationToken);

    Task<AccountProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    Task<AccountProfile?> ProfileAsync(AccountRef account, CancellationToken cancellationToken);

    /// <summary>The accounts of a user group, or none where the platform has no such thing.</summary>
    Task<ImmutableArray<AccountRef>> GroupAsync(string group, CancellationToken cancellationToken);

    /// <summary>Whether the bot can post there, and who else would read it.</summary>
    Task<ChannelProbe> ProbeAsync(ChannelRef channel, CancellationToken cancellationToken);
}

/// <summary>What came of trying a channel.</summary>
/// <param name="Obstacle">Why the bot cannot post there and how to mend it, in one sentence; null when it can.</param>
public sealed record ChannelProbe(string? Obstacle)
{
    /// <summary>
    /// The other workspaces or tenants whose people read what is posted there, or may soon: null where the channel is shared with nobody, empty
    /// where it is shared and the platform does not say with whom.
    /// </summary>
    public ImmutableArray<string>? SharedWith { get; init; }

    public static ChannelProbe Usable { get; } = new((string?)null);
}

/// <summary>The bot on a platform.</summary>
public abstract record Identity
{
    private Identity()
    {
    }

    public sealed record Known(string Workspace, string WorkspaceName, string BotAccount) : Identity;

    /// <summary>The platform refused or did not answer. <paramref name="Mend"/> says how to mend it.</summary>
    public sealed record Refused(string Reason, string Mend, bool Passing) : Identity;
}

/// <summary>An account as its platform describes it.</summary>
/// <param name="IsFullMember">Not a guest, an external, a bot or a stranger; its home is <see cref="HomeWorkspace"/>.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record AccountProfile(
    AccountRef Account, string HomeWorkspace, string Name, string? Email, bool EmailConfirmed, bool IsFullMember, bool IsActive, string? TimeZone);
