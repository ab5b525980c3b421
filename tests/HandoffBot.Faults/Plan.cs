using System.Globalization;

namespace HandoffBot.Faults;

/// <summary>What is played: how long, by how many, on which database, and which of all the possible accidents happen.</summary>
/// <param name="Seed">Decides every injected fault and every choice of the people; which of them meet is up to the machine.</param>
/// <param name="Length">How long the load and the accidents last; what is owed after that is waited for.</param>
/// <param name="Pairs">So many senders, each with a receiving team of their own.</param>
/// <param name="Connection">Where a PostgreSQL database can be made; null plays on a SQLite file.</param>
internal sealed record Plan(int Seed, TimeSpan Length, int Pairs, string? Connection)
{
    public const string Usage = """
        Kills the bot and breaks its platform under load, and counts what was lost, doubled or left wrong.

          dotnet run --project tests/HandoffBot.Faults -- [--seed N] [--seconds N] [--pairs N] [--postgres CONNECTION]

        The same seed plays the same faults. CONNECTION is a server on which a database may be made and dropped.
        """;

    public static Plan? Read(string[] args)
    {
        var plan = new Plan(Random.Shared.Next(1_000_000), TimeSpan.FromSeconds(45), 8, null);
        for (var place = 0; place < args.Length; place += 2)
        {
            var value = place + 1 < args.Length ? args[place + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            var read = args[place] switch
            {
                "--seed" when isNumber => plan with { Seed = number },
                "--seconds" when isNumber && number is > 0 and <= 3600 => plan with { Length = TimeSpan.FromSeconds(number) },
                "--pairs" when isNumber && number is > 0 and <= 50 => plan with { Pairs = number },
                "--postgres" when value.Length > 0 => plan with { Connection = value },
                _ => null,
            };
            if (read is null)
                return null;

            plan = read;
        }

        return plan;
    }
}
