namespace HandoffBot.Host;

/// <summary>Where the host finds its shipped playbooks and keeps its data, whatever folder it is started from.</summary>
internal static class HostFolders
{
    /// <summary>The project's folder when run from its sources, else the folder of the program.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Playbooks => Path.Combine(Root, "playbooks");

    public static string Data => Path.Combine(Root, "data");

    private static string FindRoot(string program)
    {
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HandoffBot.Host.csproj")))
                return folder.FullName;
        }

        return program;
    }
}
