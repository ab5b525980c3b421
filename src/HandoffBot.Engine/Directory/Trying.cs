using HandoffBot.Core.Chat;

namespace HandoffBot.Engine.Directory;

/// <summary>Tries one channel: whether the bot can post there, and whether people of other organizations would read it.</summary>
internal sealed class Trying(Rulebook rulebook, Platforms platforms)
{
    /// <returns>Null where nothing is wrong.</returns>
    public async Task<ChannelTrouble?> FindAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        if (platforms.Directory(channel.Platform) is not { } directory)
            return null;

        var probe = await directory.ProbeAsync(channel, cancellationToken);
        return ChannelTrouble.Obstacle(probe.Obstacle) ?? (IsReadOutside(channel, probe) ? new(Outside(channel.Platform), Blocks: false) : null);
    }

    /// <summary>An organization of several workspaces or tenants shares channels with itself; who is not said is not known to be of it.</summary>
    private bool IsReadOutside(ChannelRef channel, ChannelProbe probe) =>
        probe.SharedWith is { } others && (others.IsEmpty || !others.All(one => platforms.IsListed(rulebook.Organization, channel.Platform, one)));

    private static string Outside(Platform platform) => platform == Platform.Slack
        ? "this channel is shared with another organization (Slack Connect), whose people would read what is said here about clients. Choose one that is not shared."
        : "this is a shared channel, and people of other organizations who are in it, or are added to it, would read what is said here about clients. Choose a standard or private channel.";
}
