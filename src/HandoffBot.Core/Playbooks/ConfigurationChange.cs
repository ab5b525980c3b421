using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Playbooks;

/// <summary>What is different in a folder that was read again, in words for whoever changed it.</summary>
public static class ConfigurationChange
{
    private const int Most = 8;

    /// <returns>A part of a sentence, such as <c>playbook Sales to Onboarding changed and team Support is new</c>.</returns>
    public static string InWords(
        Configuration before, IReadOnlyList<ConfigurationFile> filesBefore, Configuration after, IReadOnlyList<ConfigurationFile> filesAfter)
    {
        IReadOnlyList<string> all = [.. Playbooks(before, after), .. Teams(before, after), .. OtherFiles(filesBefore, filesAfter)];
        return all.Count == 0 ? "nothing changed" : Counted.And(Counted.Few(all, Most));
    }

    private static IEnumerable<string> Playbooks(Configuration before, Configuration after)
    {
        foreach (var playbook in after.Playbooks.Values)
        {
            var old = before.Playbooks.GetValueOrDefault(playbook.Key);
            if (old?.Version != playbook.Version)
                yield return $"playbook {playbook.Name} {(old is null ? "is new" : "changed")}";
        }

        foreach (var gone in before.Playbooks.Values.Where(one => !after.Playbooks.ContainsKey(one.Key)))
            yield return $"playbook {gone.Name} is gone";
    }

    private static IEnumerable<string> Teams(Configuration before, Configuration after)
    {
        var (old, present) = (before.Organization.Teams, after.Organization.Teams);
        return present.Values.Where(team => !old.ContainsKey(team.Key)).Select(team => $"team {team.Name} is new")
            .Concat(old.Values.Where(team => !present.ContainsKey(team.Key)).Select(team => $"team {team.Name} is gone"));
    }

    /// <summary>What is no playbook has no name of its own: the organization's file and its calendars.</summary>
    private static IEnumerable<string> OtherFiles(IReadOnlyList<ConfigurationFile> before, IReadOnlyList<ConfigurationFile> after)
    {
        var old = Others(before).ToDictionary(file => file.Name, file => PlaybookReader.VersionOf(file.Text));
        foreach (var file in Others(after))
        {
            if (!old.Remove(file.Name, out var version))
                yield return $"{file.Name} is new";
            else if (version != PlaybookReader.VersionOf(file.Text))
                yield return $"{file.Name} changed";
        }

        foreach (var gone in old.Keys)
            yield return $"{gone} is gone";
    }

    private static IEnumerable<ConfigurationFile> Others(IReadOnlyList<ConfigurationFile> files) => files.Where(file => !PlaybookReader.IsPlaybook(file));
}
