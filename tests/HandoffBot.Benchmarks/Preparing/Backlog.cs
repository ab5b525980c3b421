namespace HandoffBot.Benchmarks.Preparing;

/// <summary>Puts deliveries into the database of a host that runs, and sees when they are gone.</summary>
internal sealed class Backlog : IAsyncDisposable
{
    private readonly Copies _copies;
    private readonly int _template;

    private Backlog(Copies copies, int template) => (_copies, _template) = (copies, template);

    public static async Task<Backlog> OpenAsync(string database, int template) => new(await Copies.OpenAsync(database), template);

    /// <summary>One turn message for each handoff, each to a channel of its own.</summary>
    public Task AddAsync(int batch, int first, int count) => _copies.IntoAsync(
        "Deliveries", $"t.\"Handoff\" = {_template} AND t.\"Kind\" = 'TurnToReceivers'", first, count, new()
        {
            ["Id"] = $"printf('00000000-0000-7000-8000-%04X%08d', {batch}, n.i)",
            ["Order"] = $"t.\"Order\" + {batch} * 10000000 + n.i",
            ["DedupeKey"] = $"'benchmark/{batch}/' || n.i",
            ["Handoff"] = "n.i",
            ["Intent"] = $"replace(t.\"Intent\", '\"handoff\":{_template}', '\"handoff\":' || n.i)",
            ["Lane"] = "'slack/T0BENCH01/C' || n.i",
            ["State"] = "0", ["Attempts"] = "0", ["LeasedBy"] = "NULL", ["LeasedUntil"] = "NULL", ["AttemptedAt"] = "NULL", ["EndedAt"] = "NULL",
        });

    /// <summary>Waits until every one is sent and marked.</summary>
    /// <returns>How long that took since the worker had taken the first: it looks by itself every few seconds, since nothing in its own process woke it.</returns>
    public async Task<TimeSpan> GoneAsync(int batch)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (await _copies.CountAsync("SELECT EXISTS (SELECT 1 FROM \"Deliveries\" WHERE \"State\" IN (0, 1))") > 0)
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(10))
                throw new InvalidOperationException("The deliveries were not all sent within ten minutes.");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        var ended = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        if (await _copies.CountAsync("SELECT count(*) FROM \"Deliveries\" WHERE \"State\" <> 2") is var unsent and > 0)
            throw new InvalidOperationException($"{unsent} deliveries ended unsent.");
        return TimeSpan.FromMilliseconds(
            ended - await _copies.CountAsync($"SELECT min(\"AttemptedAt\") FROM \"Deliveries\" WHERE \"DedupeKey\" LIKE 'benchmark/{batch}/%'"));
    }

    public ValueTask DisposeAsync() => _copies.DisposeAsync();
}
