using System.Collections.Immutable;

namespace HandoffBot.Benchmarks;

/// <summary>What is to be measured, and for how long.</summary>
internal sealed record Plan
{
    public const string Usage = """
        dotnet run -c Release --project tests/HandoffBot.Benchmarks -- [MEASURE...] [--KEY VALUE...]

        Measures: commands, help, deliveries, clocks, start, size. All of them where none is named.

          --rounds 3              how often each pair is measured; ours and the peer take turns
          --warmup 30s            load before anything counts, for each fresh process
          --duration 10s          how long each figure is taken
          --connections 1,16,64   how many clients at once
          --many 1000000          the large number of handoffs, clocks or deliveries' worth of database
          --few 10000             the small one
          --host FOLDER           a published host to take instead of publishing one
          --work FOLDER           where databases are made; a folder of the system's temporary files otherwise
          --quick                 one second for each, on small databases: shows that the harness works, and measures nothing
        """;

    public ImmutableArray<string> Measures { get; init; } = [];

    public int Rounds { get; init; } = 3;

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    public ImmutableArray<int> Connections { get; init; } = [1, 16, 64];

    public int Many { get; init; } = 1_000_000;

    public int Few { get; init; } = 10_000;

    public string? HostFolder { get; init; }

    public string WorkFolder { get; init; } = Path.GetTempPath();

    /// <summary>More commands than anything measured here answers in a second.</summary>
    public int MostASecond { get; init; } = 6000;

    /// <summary>How many commands one process is given at most; each needs a handoff of its own.</summary>
    public int Commands => (int)(WarmUp + (Duration * Connections.Length)).TotalSeconds * MostASecond;

    /// <returns>Null when the arguments are not understood; <paramref name="mistake"/> says why.</returns>
    public static Plan? Read(IReadOnlyList<string> args, out string mistake)
    {
        mistake = "";
        var plan = new Plan();
        try
        {
            for (var at = 0; at < args.Count; at++)
            {
                plan = args[at] switch
                {
                    "--quick" => plan with
                    {
                        Rounds = 1,
                        WarmUp = TimeSpan.FromSeconds(1),
                        Duration = TimeSpan.FromSeconds(1),
                        MostASecond = 2000,
                        Connections = [1, 4],
                        Many = 2000,
                        Few = 200,
                    },
                    var key when key.StartsWith("--", StringComparison.Ordinal) => plan.With(key, args[++at]),
                    var measure => plan with { Measures = plan.Measures.Add(measure) },
                };
            }

            return plan;
        }
        catch (Exception odd) when (odd is FormatException or ArgumentException or OverflowException)
        {
            mistake = odd.Message;
            return null;
        }
    }

    private Plan With(string key, string value) => key switch
    {
        "--rounds" => this with { Rounds = int.Parse(value) },
        "--warmup" => this with { WarmUp = Seconds(value) },
        "--duration" => this with { Duration = Seconds(value) },
        "--connections" => this with { Connections = [.. value.Split(',').Select(int.Parse)] },
        "--many" => this with { Many = int.Parse(value) },
        "--few" => this with { Few = int.Parse(value) },
        "--host" => this with { HostFolder = Path.GetFullPath(value) },
        "--work" => this with { WorkFolder = Path.GetFullPath(value) },
        _ => throw new FormatException($"There is no {key}."),
    };

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text.TrimEnd('s')));
}
