namespace HandoffBot.Core.Chat;

/// <summary>A chat platform. Microsoft Teams is <see cref="MsTeams"/>; a <em>team</em> is a group of people.</summary>
public enum Platform
{
    Slack,
    MsTeams,
}

/// <summary>An account on a platform.</summary>
/// <param name="Workspace">Slack workspace id or Entra tenant id.</param>
/// <param name="Account">Slack user id or Entra object id.</param>
public sealed record AccountRef(Platform Platform, string Workspace, string Account);

/// <summary>A channel or conversation.</summary>
public sealed record ChannelRef(Platform Platform, string Workspace, string Channel);

/// <summary>A message that shows one of our cards.</summary>
/// <param name="Message">Slack's <c>ts</c>, or the activity id.</param>
public sealed record CardRef(Platform Platform, string Workspace, string Channel, string Message)
{
    private const string Thread = ";messageid=";

    /// <summary>The channel or chat that it stands in. Microsoft Teams names each thread of a channel as a conversation of its own.</summary>
    public ChannelRef Where => new(Platform, Workspace, Platform is Platform.MsTeams ? Channel.Split(Thread)[0] : Channel);
}

/// <summary>Where a card goes.</summary>
public abstract record Destination(Platform Platform, string Workspace)
{
    public sealed record ToChannel(ChannelRef Channel) : Destination(Channel.Platform, Channel.Workspace);

    /// <param name="Broadcast">Shown in the channel as well.</param>
    public sealed record ToThread(CardRef Root, bool Broadcast) : Destination(Root.Platform, Root.Workspace);

    /// <summary>The direct chat of one person with the bot.</summary>
    public sealed record ToPerson(AccountRef Account) : Destination(Account.Platform, Account.Workspace);
}
