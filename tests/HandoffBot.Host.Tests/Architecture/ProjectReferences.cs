using System.Reflection;

namespace HandoffBot.Host.Tests.Architecture;

/// <summary>A boundary exists where a wrong reference would do damage: this table is the architecture's.</summary>
public sealed class ProjectReferences
{
    private static readonly string[] Runtime = ["System", "netstandard", "Microsoft.Win32", "Microsoft.CSharp"];

    private static readonly string[] Web = [.. Runtime, "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.Net.Http"];

    [Fact]
    public void The_core_knows_only_time_and_yaml() => MayReference(House.Core, [.. Runtime, "NodaTime", "YamlDotNet"]);

    [Fact]
    public void The_engine_knows_the_core_a_database_and_a_scheduler() => MayReference(
        House.Engine,
        [.. Runtime, "HandoffBot.Core", "NodaTime", "Microsoft.Extensions", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Npgsql", "Quartz"]);

    [Fact]
    public void The_Slack_edge_knows_only_the_core() => MayReference(House.Slack, [.. Web, "HandoffBot.Core", "NodaTime"]);

    [Fact]
    public void The_Microsoft_Teams_edge_knows_only_the_core_and_how_to_identify() => MayReference(
        House.MsTeams, [.. Web, "HandoffBot.Core", "NodaTime", "Microsoft.Identity.Client", "Microsoft.IdentityModel"]);

    [Fact]
    public void The_playground_knows_nothing_of_the_bot() => MayReference(House.Playground, Web);

    [Fact]
    public void Nobody_knows_the_host() =>
        Assert.All(House.Assemblies, assembly => Assert.DoesNotContain(assembly.GetReferencedAssemblies(), one => one.Name == "HandoffBot.Host"));

    private static void MayReference(Assembly assembly, string[] allowed)
    {
        var referenced = assembly.GetReferencedAssemblies().Select(one => one.Name!).ToList();

        Assert.NotEmpty(referenced);
        Assert.DoesNotContain(referenced, name => !Array.Exists(allowed, one => name == one || name.StartsWith($"{one}.", StringComparison.Ordinal)));
    }
}
