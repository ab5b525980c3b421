namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A folder of playbooks that people write in while the bot runs; gone with the test.</summary>
internal sealed class Written(string from) : IDisposable
{
    public const string TheOrganization = "organization.yml";
    public const string ThePlaybook = "sales-to-onboarding.yml";

    public Written()
        : this(Office.AcmeFolder)
    {
    }

    public string Folder { get; } = Office.Folder(from);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Replaces a text that stands there once or more.</summary>
    public void Change(string file, string from, string to)
    {
        var text = Read(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    /// <summary>The folder as a mounted volume shows it, in two versions: the files are links through a link to the first.</summary>
    public string AsVolume((string From, string To) change)
    {
        var volume = Path.Combine(Folder, "volume");
        foreach (var file in new[] { TheOrganization, ThePlaybook })
        {
            foreach (var (version, text) in new[] { ("..1", Read(file)), ("..2", Read(file).Replace(change.From, change.To, StringComparison.Ordinal)) })
                File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(volume, version)).FullName, file), text);
            File.CreateSymbolicLink(Path.Combine(volume, file), Path.Combine("..data", file));
        }

        Directory.CreateSymbolicLink(Path.Combine(volume, "..data"), "..1");
        return volume;
    }

    /// <summary>Lets the link show the second version.</summary>
    public static void SwapVolume(string volume)
    {
        Directory.Delete(Path.Combine(volume, "..data"));
        Directory.CreateSymbolicLink(Path.Combine(volume, "..data"), "..2");
    }
}
