using System.Text;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Host;

/// <summary>The folder of files that people write.</summary>
internal static class ConfigurationFolder
{
    private const int LargestFile = 1024 * 1024;
    private const int MostFiles = 500;

    /// <summary>Calendar files may lie in a folder of their own.</summary>
    private static readonly EnumerationOptions Anywhere = new() { RecurseSubdirectories = true, MaxRecursionDepth = 3, AttributesToSkip = FileAttributes.None };

    /// <summary>Reads the folder's files and then what they say. Never throws for what is in the folder or whether it is there.</summary>
    public static Reading Read(string folder)
    {
        var unreadable = new List<Mistake>();
        var files = Files(folder, unreadable);
        if (!Directory.Exists(folder))
            return new Reading.Bad(unreadable);

        var reading = PlaybookReader.Read(files);
        if (unreadable.Count == 0)
            return reading;

        // A file that cannot be read is not also missing.
        var named = unreadable.Select(one => one.File).ToHashSet(StringComparer.Ordinal);
        var others = reading is Reading.Bad bad ? bad.Mistakes.Where(one => !named.Contains(one.File)) : [];
        return new Reading.Bad([.. unreadable, .. others]);
    }

    /// <summary>The texts of the folder, by name. What cannot be read is left out and reported.</summary>
    public static IReadOnlyList<ConfigurationFile> Files(string folder, ICollection<Mistake> mistakes)
    {
        if (!Directory.Exists(folder))
        {
            mistakes.Add(new(folder, 1, 1, $"there is no such folder; it should hold {PlaybookReader.OrganizationFile} and the playbooks"));
            return [];
        }

        var files = new List<ConfigurationFile>();
        foreach (var (path, name) in Paths(folder))
        {
            if (files.Count == MostFiles)
            {
                mistakes.Add(new(name, 1, 1, $"the folder has more than {MostFiles} files"));
                break;
            }

            if (TextOf(path, name, mistakes) is { } text)
                files.Add(new(name, text));
        }

        return files;
    }

    /// <summary>YAML at the top, calendar files anywhere; hidden ones (an editor's, a mounted volume's) do not count.</summary>
    private static IEnumerable<(string Path, string Name)> Paths(string folder)
    {
        var yaml = Directory.EnumerateFiles(folder).Where(path => HasEnd(path, ".yml") || HasEnd(path, ".yaml"));
        var calendars = Directory.EnumerateFiles(folder, "*", Anywhere).Where(path => HasEnd(path, ".ics"));
        return yaml.Concat(calendars)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(file => !file.Name.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
    }

    private static bool HasEnd(string path, string end) => path.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(string path, string name, ICollection<Mistake> mistakes)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                mistakes.Add(new(name, 1, 1, "the file is larger than 1 MB"));
                return null;
            }

            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            mistakes.Add(new(name, 1, 1, "the file is not UTF-8 text; save it as UTF-8"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new(name, 1, 1, "the file cannot be opened; check that it may be read"));
        }

        return null;
    }
}
