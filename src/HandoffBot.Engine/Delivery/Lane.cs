using HandoffBot.Core.Chat;

namespace HandoffBot.Engine.Delivery;

/// <summary>One channel or one direct chat: what order and pace are kept by. Written as <c>slack/T1/C1</c> or <c>slack/T1/@U1</c>.</summary>
internal readonly record struct Lane(Platform Platform, string Workspace, string Chat, bool IsPerson)
{
    /// <summary>What every lane of Microsoft Teams begins with.</summary>
    public const string MsTeams = "msteams/";

    /// <summary>What every lane of a direct chat contains, and no other.</summary>
    public const string OfPerson = "/@";

    public static Lane Of(ChannelRef channel) => new(channel.Platform, channel.Workspace, channel.Channel, IsPerson: false);

    public static Lane Of(AccountRef account) => new(account.Platform, account.Workspace, account.Account, IsPerson: true);

    /// <summary>Whether it is the same channel or person; a workspace may not have been known when the lane was written down.</summary>
    public bool IsSameChat(Lane other) => (Platform, Chat, IsPerson) == (other.Platform, other.Chat, other.IsPerson)
        && (Workspace == other.Workspace || Workspace.Length == 0 || other.Workspace.Length == 0);

    public Destination Destination => IsPerson
        ? new Destination.ToPerson(new AccountRef(Platform, Workspace, Chat))
        : new Destination.ToChannel(new ChannelRef(Platform, Workspace, Chat));

    public static Lane Parse(string text)
    {
        var parts = text.Split('/', 3);
        var platform = Enum.Parse<Platform>(parts[0], ignoreCase: true);
        return parts[2].StartsWith('@')
            ? new(platform, parts[1], parts[2][1..], IsPerson: true)
            : new(platform, parts[1], parts[2], IsPerson: false);
    }

    public override string ToString() => $"{Platform.ToString().ToLowerInvariant()}/{Workspace}/{(IsPerson ? "@" : "")}{Chat}";
}
