using System.Reflection;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

/// <summary>Configuration folders to read in tests.</summary>
internal static class Folders
{
    public static IReadOnlyList<ConfigurationFile> Acme { get; } = Embedded("acme");

    /// <summary>What the host ships.</summary>
    public static IReadOnlyList<ConfigurationFile> Shipped { get; } = Embedded("default");

    public static Configuration AcmeConfiguration { get; } = Good(Acme);

    public static Configuration Good(IReadOnlyList<ConfigurationFile> files) => PlaybookReader.Read(files) switch
    {
        Reading.Good good => good.Configuration,
        Reading.Bad bad => throw new InvalidOperationException(string.Join('\n', bad.Mistakes)),
        _ => throw new InvalidOperationException("neither good nor bad"),
    };

    public static IReadOnlyList<Mistake> Mistakes(IReadOnlyList<ConfigurationFile> files) =>
        PlaybookReader.Read(files) is Reading.Bad bad ? bad.Mistakes : [];

    public static IReadOnlyList<ConfigurationFile> Embedded(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               where resource.StartsWith(folder + "/", StringComparison.Ordinal)
               orderby resource
               select new ConfigurationFile(resource[(folder.Length + 1)..], TextOf(assembly, resource)),
        ];
    }

    private static string TextOf(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
