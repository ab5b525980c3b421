namespace HandoffBot.Benchmarks.Running;

/// <summary>HandoffBot as a release runs it: published, in a process of its own, serving Slack.</summary>
internal static class BotProgram
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    /// <summary>Publishes as the project is configured to be.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        Bench.Say("Publishing the host");

        await Child.RunAsync(
            folder + ".log", "dotnet", "publish", Bench.HostProject, "-c", "Release", "-o", folder, "-nologo", "-v", "q");
        return folder;
    }

    /// <summary>Starts it on a database; it is ready when it listens.</summary>
    public static async Task<Child> StartAsync(Bench bench, string database, int port)
    {
        var child = Begin(bench, database, port);
        using var http = new HttpClient();
        await child.UntilAsync(async () =>
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/readyz"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, TimeSpan.FromMilliseconds(50));
        return child;
    }

    public static Child Begin(Bench bench, string database, int port) => Child.Start(
        database + ".log", "dotnet", Keys($"Data Source={database}", bench.Api, port).Prepend(Path.Combine(bench.HostFolder, "HandoffBot.Host.dll")));

    public static IEnumerable<string> Keys(string connectionString, Uri api, int port) =>
    [
        $"--urls=http://127.0.0.1:{port}",
        $"--Database:ConnectionString={connectionString}",
        $"--Playbooks:Folder={Bench.Playbooks}",
        $"--Slack:SigningSecret={Secret}",
        "--Slack:BotToken=xoxb-benchmark",
        $"--Slack:ApiBaseUrl={api}",

        // As the peer is told.
        "--Logging:LogLevel:Default=Warning",

        // One workspace is all the load there is.
        "--Slack:RequestsPerMinute=0",
    ];
}
