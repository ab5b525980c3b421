using System.Reflection;

namespace HandoffBot.Host.Tests.Architecture;

/// <summary>The core decides; it neither asks the world nor changes it.</summary>
public sealed class PurityOfTheCore
{
    /// <summary>Namespaces, types and members, each with everything below it.</summary>
    private static readonly string[] Impure =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.Net.Http", "System.Net.Sockets", "System.Diagnostics.Process", "System.Console",
        "System.Environment.GetEnvironmentVariable", "System.Environment.get_MachineName", "System.Environment.get_CurrentDirectory",
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "NodaTime.SystemClock",
        "System.Threading.Thread", "System.Threading.Tasks.Task.Run", "System.Threading.Timer",
    ];

    [Fact]
    public void It_touches_no_file_network_clock_random_source_or_thread() => new Exemptions()
        .Judge("the core is given what it needs", Breaches(House.Core.GetTypes(), used => Array.Exists(Impure, one => IsOrIsBelow(used, one))));

    [Fact]
    public void Yaml_stays_inside_the_playbooks() => new Exemptions()
        .Judge(
            "YamlDotNet is known to HandoffBot.Core.Playbooks alone",
            Breaches(
                House.Core.GetTypes().Where(type => type.Namespace is not { } home || !IsOrIsBelow(home, "HandoffBot.Core.Playbooks")),
                used => IsOrIsBelow(used, "YamlDotNet")));

    [Fact]
    public void It_waits_for_nobody_but_names_its_ports() => new Exemptions()
        .Judge(
            "only an interface of the core has tasks",
            House.TypesOf(House.Core).Where(type => !type.IsInterface).SelectMany(type => type
                .GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(method => IsOrIsBelow(method.ReturnType.FullName ?? "", "System.Threading.Tasks"))
                .Select(method => $"{type.FullName}.{method.Name}")));

    /// <summary>The rules above would hold of anything if the reading of code found nothing.</summary>
    [Fact]
    public void What_code_touches_is_found()
    {
        var touched = House.Core.GetTypes().SelectMany(Uses.Of).ToHashSet();

        Assert.Contains("NodaTime.DateTimeZone.MapLocal", touched);
        Assert.Contains("NodaTime.Instant", touched);
        Assert.Contains(touched, used => IsOrIsBelow(used, "YamlDotNet"));
    }

    private static IEnumerable<string> Breaches(IEnumerable<Type> types, Func<string, bool> forbidden) =>
        types.SelectMany(type => Uses.Of(type).Where(forbidden).Select(used => $"{type.FullName} uses {used}"));

    private static bool IsOrIsBelow(string name, string root) =>
        name == root || name.StartsWith($"{root}.", StringComparison.Ordinal) || name.StartsWith($"{root}`", StringComparison.Ordinal);
}
