using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Host;

/// <summary>What a folder held at one moment.</summary>
/// <param name="Files">The texts that could be read, by name.</param>
/// <param name="Unreadable">What could not be read, and why.</param>
/// <param name="IsThere">Whether there was a folder that could be opened.</param>
internal sealed record FolderContents(IReadOnlyList<ConfigurationFile> Files, IReadOnlyList<Mistake> Unreadable, bool IsThere)
{
    /// <summary>Equal for equal names and texts, whatever the files' dates say: those of a mounted volume or a link say little.</summary>
    public string Digest { get; } = DigestOf(Files, Unreadable);

    /// <summary>What the files say, or every mistake at once.</summary>
    public Reading Read()
    {
        if (!IsThere)
            return new Reading.Bad(Unreadable);

        var reading = PlaybookReader.Read(Files);
        if (Unreadable.Count == 0)
            return reading;

        // A file that cannot be read is not also missing.
        var named = Unreadable.Select(one => one.File).ToHashSet(StringComparer.Ordinal);
        var others = reading is Reading.Bad bad ? bad.Mistakes.Where(one => !named.Contains(one.File)) : [];
        return new Reading.Bad([.. Unreadable, .. others]);
    }

    private static string DigestOf(IReadOnlyList<ConfigurationFile> files, IReadOnlyList<Mistake> unreadable)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in files.SelectMany(file => new[] { file.Name, file.Text }).Concat(unreadable.Select(one => $"{one}")))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            digest.AppendData(BitConverter.GetBytes(bytes.Length));
            digest.AppendData(bytes);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
