using System.Text.RegularExpressions;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads where a team works: ids of the platforms, which people copy from there.</summary>
internal static partial class Bindings
{
    public static bool IsSlackChannel(string id) => SlackChannel().IsMatch(id);

    public static SlackBinding? Slack(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'slack' of a team", mistakes, "channel", "usergroup") is not { } section)
            return null;

        var channel = section.NeededText("channel");
        if (channel is not null && !IsSlackChannel(channel))
            mistakes.Add(section.At("channel"), $"'{channel}' is not the id of a Slack channel, such as C0123ABCD (in Slack: channel details, at the very end)");

        var group = section.Text("usergroup");
        if (group is not null && !SlackGroup().IsMatch(group))
            mistakes.Add(section.At("usergroup"), $"'{group}' is not the id of a Slack user group, such as S0123ABCD");
        return channel is null ? null : new(channel, group);
    }

    public static MsTeamsBinding? MsTeams(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'msteams' of a team", mistakes, "team", "channel") is not { } section)
            return null;

        var team = section.NeededText("team");
        var channel = section.NeededText("channel");
        return team is null || channel is null ? null : new(team, channel);
    }

    /// <summary>The workspaces that belong.</summary>
    public static IReadOnlyList<string> Workspaces(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'slack'", mistakes, "workspaces") is not { } section)
            return [];

        var words = section.Words("workspaces", needed: true);
        foreach (var wrong in words.Where(word => !SlackWorkspace().IsMatch(word.Text.Trim())))
            mistakes.Add(wrong.At, $"'{wrong.Text}' is not the id of a Slack workspace, such as T0123ABCD");
        return [.. words.Select(word => word.Text.Trim()).Distinct()];
    }

    /// <summary>The tenants that belong.</summary>
    public static IReadOnlyList<string> Tenants(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'msteams'", mistakes, "tenants") is not { } section)
            return [];

        var tenants = new List<string>();
        foreach (var word in section.Words("tenants", needed: true))
        {
            if (Guid.TryParse(word.Text, out var id))
                tenants.Add(id.ToString("D"));
            else
                mistakes.Add(word.At, $"'{word.Text}' is not the id of a tenant, such as 0f0a1b2c-3d4e-5f60-7182-93a4b5c6d7e8");
        }

        return [.. tenants.Distinct()];
    }

    [GeneratedRegex(@"^[CG][A-Z0-9]{2,}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SlackChannel();

    [GeneratedRegex(@"^S[A-Z0-9]{2,}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SlackGroup();

    [GeneratedRegex(@"^[TE][A-Z0-9]{2,}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SlackWorkspace();
}
