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
    public static Reading Read(string folder) => Take(folder).Read();

    /// <summary>The texts of the folder as they are at this moment. Never throws for what is in the folder or whether it is there.</summary>
    public static FolderContents Take(string folder)
    {
        var unreadable = new List<Mistake>();
        var files = new List<ConfigurationFile>();
        try
        {
            return new FolderContents(files, unreadable, IsThere: Fill(folder, files, unreadable));
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            // What was read so far of a folder that goes away while it is read says nothing.
            return new FolderContents([], [new(folder, 1, 1, "the folder cannot be opened; check that it may be read")], IsThere: false);
        }
    }

    /// <returns>Whether there is such a folder.</returns>
    private static bool Fill(string folder, List<ConfigurationFile> files, List<Mistake> mistakes)
    {
        if (!Directory.Exists(folder))
        {
            mistakes.Add(new(folder, 1, 1, $"there is no such folder; it should hold {PlaybookReader.OrganizationFile} and the playbooks"));
            return false;
        }

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

        return true;
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
            // The length of what is read, where the name is a link to it.
            using var file = File.OpenRead(path);
            if (file.Length > LargestFile)
            {
                mistakes.Add(new(name, 1, 1, "the file is larger than 1 MB"));
                return null;
            }

            using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
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
