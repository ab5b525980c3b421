using System.Collections.Concurrent;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Directory;

/// <summary>The chat platforms that this host serves, and the workspace or tenant in which each token works.</summary>
internal sealed class Platforms(IEnumerable<IChatEdge> edges, IEnumerable<IChatDirectory> directories)
{
    private readonly Dictionary<Platform, IChatEdge> _edges = edges.ToDictionary(edge => edge.Platform);
    private readonly Dictionary<Platform, IChatDirectory> _directories = directories.ToDictionary(directory => directory.Platform);
    private readonly ConcurrentDictionary<Platform, string> _homes = new();

    public IEnumerable<IChatDirectory> Directories => _directories.Values;

    public bool Serves(Platform platform) => _edges.ContainsKey(platform);

    public IChatEdge? Edge(Platform platform) => _edges.GetValueOrDefault(platform);

    public IChatDirectory? Directory(Platform platform) => _directories.GetValueOrDefault(platform);

    /// <summary>The workspace that the configured token belongs to; null until the platform has said it once.</summary>
    public string? Home(Platform platform) => _homes.GetValueOrDefault(platform);

    public void IsAt(Platform platform, string workspace) => _homes[platform] = workspace;

    /// <summary>Whether people of a workspace or tenant belong to the organization.</summary>
    public bool IsListed(Organization organization, Platform platform, string workspace)
    {
        var listed = platform == Platform.Slack ? organization.SlackWorkspaces : organization.MsTeamsTenants;
        return listed.Count > 0 ? listed.Contains(workspace, StringComparer.OrdinalIgnoreCase) : workspace == Home(platform);
    }

    /// <summary>The channel in which a team receives, on a platform that is served; null when there is none.</summary>
    public ChannelRef? ChannelOf(Team? team) => team?.Slack is { } slack && Serves(Platform.Slack)
        ? new ChannelRef(Platform.Slack, Home(Platform.Slack) ?? "", slack.Channel)
        : team?.MsTeams is { } msTeams && Serves(Platform.MsTeams)
            ? new ChannelRef(Platform.MsTeams, Home(Platform.MsTeams) ?? "", msTeams.Channel)
            : null;
}
