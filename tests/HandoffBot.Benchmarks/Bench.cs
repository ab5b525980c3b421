using System.Reflection;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks;

/// <summary>What every measure works with: a folder of its own, the published host, a stand-in for Slack and one prepared handoff of each sort.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly Child _slack;

    private Bench(Plan plan, string folder, string host, Child slack, Uri api, Prepared prepared) =>
        (Plan, Folder, HostFolder, _slack, Api, Prepared) = (plan, folder, host, slack, api, prepared);

    public Plan Plan { get; }

    /// <summary>Gone at the end.</summary>
    public string Folder { get; }

    /// <summary>The host as a release publishes it.</summary>
    public string HostFolder { get; }

    /// <summary>The stand-in's address.</summary>
    public Uri Api { get; }

    public Prepared Prepared { get; }

    public static string PeersFolder { get; } = Built("PeersFolder");

    public static string HostProject { get; } = Built("HostProject");

    public static string Playbooks => Path.Combine(HostProject, "playbooks");

    public static async Task<Bench> OpenAsync(Plan plan)
    {
        Directory.CreateDirectory(plan.WorkFolder);
        var folder = Directory.CreateTempSubdirectory("handoffbot-bench-").FullName;
        if (plan.WorkFolder != Path.GetTempPath())
        {
            Directory.Delete(folder);
            folder = Directory.CreateDirectory(Path.Combine(plan.WorkFolder, Path.GetFileName(folder))).FullName;
        }

        var host = plan.HostFolder ?? await BotProgram.PublishAsync(Path.Combine(folder, "host"));
        var (slack, api) = await SlackApi.StartAsync(folder);
        Say("Preparing one handoff of each sort");
        var prepared = await Workshop.PrepareAsync(Path.Combine(folder, "template.db"), api);
        return new Bench(plan, folder, host, slack, api, prepared);
    }

    public static void Say(string sentence) => Console.Error.WriteLine(sentence);

    /// <summary>A fresh folder for one process.</summary>
    public string Fresh() => Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName;

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Built(string key) => typeof(Bench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
