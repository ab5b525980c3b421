using System.Globalization;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>The random stories, told once for all rules. <c>HANDOFFBOT_STORIES=1000:200</c> tells two hundred others, from the seed 1000 on.</summary>
internal static class EveryStory
{
    private const int First = 20261123;
    private const int Most = 40;
    private static readonly Lazy<Task<IReadOnlyList<(int Seed, IReadOnlyList<Move> Moves)>>> Told = new(TellAsync);

    public static async Task<IReadOnlyList<Move>> MovesAsync() => [.. (await Told.Value).SelectMany(story => story.Moves)];

    /// <summary>What fails is told with its seed and what led to it.</summary>
    public static async Task After_every_move(Action<Move> holds)
    {
        foreach (var (seed, moves) in await Told.Value)
        {
            for (var step = 0; step < moves.Count; step++)
            {
                if (Record.Exception(() => holds(moves[step])) is { } broken)
                    Assert.Fail($"HANDOFFBOT_STORIES={seed}:1\n{string.Join('\n', moves.Take(step + 1).Select(move => $"  {move.What} -> {move.Is.Handoff.Status}"))}\n{broken}");
            }
        }
    }

    private static async Task<IReadOnlyList<(int Seed, IReadOnlyList<Move> Moves)>> TellAsync()
    {
        var asked = Environment.GetEnvironmentVariable("HANDOFFBOT_STORIES")?.Split(':').Select(one => int.Parse(one, CultureInfo.InvariantCulture)).ToArray();
        var (first, most) = (asked?[0] ?? First, asked?[1] ?? Most);
        var stories = new (int, IReadOnlyList<Move>)[most];
        await Parallel.ForAsync(0, most, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (place, _) =>
            stories[place] = (first + place, await RandomStory.TellAsync(first + place)));
        return stories;
    }
}
