using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Playbooks.Files;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// Reads the folder that people write: <c>organization.yml</c>, every other YAML file as a playbook, and the calendar files that the
/// organization names. It is read as a whole, and never throws: whatever is wrong comes back as mistakes, all at once.
/// </summary>
public static class PlaybookReader
{
    /// <summary>The file that describes the organization.</summary>
    public const string OrganizationFile = "organization.yml";

    private const int VersionDigits = 12;

    public static Reading Read(IReadOnlyList<ConfigurationFile> files)
    {
        var mistakes = new Mistakes();
        var (organization, names) = ReadOrganization(files, mistakes);
        var playbooks = ReadPlaybooks(files, names, mistakes);
        return mistakes.Any || organization is null
            ? new Reading.Bad(mistakes.All)
            : new Reading.Good(new(organization, playbooks));
    }

    /// <summary>
    /// Reads a version that a handoff keeps. Teams, ladders and calendars may have changed since, so they are not looked at; nor does
    /// it matter what a stricter reader would say today.
    /// </summary>
    /// <param name="name">Of the file, for nobody but the reader of a log.</param>
    /// <returns>Null only when there is no playbook in the text.</returns>
    public static Playbook? ReadPinned(string name, string text)
    {
        var unheard = new Mistakes();
        return YamlDocument.Read(new(name, text), unheard) is { } root ? PlaybookFile.Read(root, VersionOf(text), names: null, unheard) : null;
    }

    /// <summary>Reads an organization as it once was, by which clocks were laid. It was checked then; what a stricter reader says today does not matter.</summary>
    /// <returns>Null when it cannot be read any more.</returns>
    public static Organization? ReadKept(IReadOnlyList<ConfigurationFile> files) => ReadOrganization(files, new Mistakes()).Item1;

    /// <summary>What a text is known by: the same wherever it was checked out, whatever its ends of line.</summary>
    public static string VersionOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(YamlDocument.Normal(text))))[..VersionDigits];

    /// <summary>Whether it can be the id of a channel of Slack: direct chats have others.</summary>
    public static bool IsSlackChannel(string id) => Bindings.IsSlackChannel(id);

    /// <summary>Whether a file of the folder is a playbook.</summary>
    public static bool IsPlaybook(ConfigurationFile file) =>
        file.Name != OrganizationFile
        && (file.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase));

    private static (Organization?, Names?) ReadOrganization(IReadOnlyList<ConfigurationFile> files, Mistakes mistakes)
    {
        if (files.FirstOrDefault(file => file.Name == OrganizationFile) is not { } file)
        {
            mistakes.Add(new(OrganizationFile, 1, 1), "the file is missing; it says who the organization is and which teams it has");
            return (null, null);
        }

        return YamlDocument.Read(file, mistakes) is { } root ? OrganizationReader.Read(root, files, mistakes) : (null, null);
    }

    private static OrderedDictionary<string, Playbook> ReadPlaybooks(IReadOnlyList<ConfigurationFile> files, Names? names, Mistakes mistakes)
    {
        var playbooks = new OrderedDictionary<string, Playbook>();
        var definedIn = new Dictionary<string, string>();
        ConfigurationFile[] written = [.. files.Where(IsPlaybook).OrderBy(file => file.Name, StringComparer.Ordinal)];
        if (written.Length == 0)
            mistakes.Add(new(OrganizationFile, 1, 1), "there is no playbook beside it; every other .yml file of the folder is one");

        foreach (var file in written)
        {
            if (YamlDocument.Read(file, mistakes) is not { } root)
                continue;

            RefuseSecond(root, file.Name, definedIn, mistakes);
            if (PlaybookFile.Read(root, VersionOf(file.Text), names, mistakes) is { } playbook)
                playbooks[playbook.Key] = playbook;
        }

        return playbooks;
    }

    private static void RefuseSecond(YamlNode.Map root, string file, Dictionary<string, string> definedIn, Mistakes mistakes)
    {
        if (root.Entries.FirstOrDefault(entry => entry.Key.Text == "playbook")?.Value is not YamlNode.Scalar { IsEmpty: false } key)
            return;
        if (!definedIn.TryAdd(key.Text.Trim(), file))
            mistakes.Add(key.At, $"playbook '{key.Text.Trim()}' is defined in {definedIn[key.Text.Trim()]} already");
    }
}
