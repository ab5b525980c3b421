using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Storage.Rows;

/// <summary>A human.</summary>
internal sealed class PersonRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Lower case; what the configuration calls the person by. Set once: a changed address re-joins nothing.</summary>
    public string? Email { get; set; }

    /// <summary>IANA name.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Their own hours, in the words of <see cref="Core.Playbooks.OwnHours"/>; null where those of their team count.</summary>
    public string? Hours { get; set; }

    /// <summary>JSON of their absence; it may be over.</summary>
    public string? Away { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>When it was first seen that they act through no account any more.</summary>
    public Instant? GoneAt { get; set; }

    /// <summary>When what they held was handed on because they had left; null again once they are back.</summary>
    public Instant? ReplacedAt { get; set; }

    public Instant CreatedAt { get; set; }
}

/// <summary>An account that is joined to a person. Only its id counts once it is joined.</summary>
internal sealed class AccountRow
{
    public Platform Platform { get; set; }

    public required string Workspace { get; set; }

    public required string Account { get; set; }

    public Guid Person { get; set; }

    /// <summary>The address that the platform gave when it was last seen, to notice that it changed.</summary>
    public string? Email { get; set; }

    public bool IsActive { get; set; } = true;

    public Instant JoinedAt { get; set; }

    public AccountRef Ref => new(Platform, Workspace, Account);
}

/// <summary>What is remembered of a team: where its round robin stands.</summary>
internal sealed class TeamRow
{
    public required string Key { get; set; }

    public Guid? LastProposed { get; set; }

    public int Version { get; set; }
}

/// <summary>A person's place in a team.</summary>
internal sealed class MembershipRow
{
    public required string Team { get; set; }

    public Guid Person { get; set; }

    /// <summary>The order of the round: first those of the file, then those of the user group.</summary>
    public int Place { get; set; }

    public bool IsLead { get; set; }

    public bool FromGroup { get; set; }
}

/// <summary>A workspace or tenant that the bot works in.</summary>
internal sealed class InstallationRow
{
    public Platform Platform { get; set; }

    public required string Workspace { get; set; }

    public required string Name { get; set; }

    public required string BotAccount { get; set; }

    public Instant SeenAt { get; set; }
}

/// <summary>A conversation in which the bot was met, as the newest activity showed it.</summary>
internal sealed class ConversationRow
{
    public Platform Platform { get; set; }

    public required string Workspace { get; set; }

    public required string Conversation { get; set; }

    public ConversationKind Kind { get; set; }

    public required string Service { get; set; }

    public required string Bot { get; set; }

    /// <summary>Whose personal chat it is.</summary>
    public string? Account { get; set; }

    public string? Member { get; set; }

    /// <summary>Where they last were.</summary>
    public string? TimeZone { get; set; }

    public string? Team { get; set; }

    public string? Group { get; set; }

    public string? Name { get; set; }

    public string? TeamName { get; set; }

    /// <summary>When it was last found to have changed (system clock).</summary>
    public Instant ChangedAt { get; set; }
}
