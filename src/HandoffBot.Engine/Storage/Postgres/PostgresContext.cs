using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HandoffBot.Engine.Storage.Postgres;

/// <summary>The database on PostgreSQL: the class that its migrations belong to.</summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : EngineContext(options)
{
    // NO KEY: what refers to a locked row, such as a new card of a handoff, need not wait.
    public override Task LockHandoffsAsync(params IReadOnlyCollection<int> numbers) => Database.ExecuteSqlAsync(
        $"""
        SELECT 1 FROM "Clients" WHERE "Id" IN (SELECT "Client" FROM "Handoffs" WHERE "Number" = ANY ({numbers})) ORDER BY "Id" FOR NO KEY UPDATE;
        SELECT 1 FROM "Handoffs" WHERE "Number" = ANY ({numbers}) ORDER BY "Number" FOR NO KEY UPDATE;
        SELECT 1 FROM "Clocks" WHERE "Handoff" = ANY ({numbers}) AND "EndedAt" IS NULL ORDER BY "Id" FOR NO KEY UPDATE;
        """);

    public override Task LockWholeClientAsync(Guid client) => Database.ExecuteSqlAsync(
        $"""
        SELECT 1 FROM "Clients" WHERE "Id" = {client} FOR NO KEY UPDATE;
        SELECT 1 FROM "Handoffs" WHERE "Client" = {client} ORDER BY "Number" FOR NO KEY UPDATE;
        SELECT 1 FROM "Clocks" WHERE "EndedAt" IS NULL AND "Id" IN (
            SELECT "Id" FROM "Clocks" WHERE "Client" = {client} AND "Kind" = {(int)ClockKind.ClientIdle}
            UNION ALL SELECT "Id" FROM "Commitments" WHERE "Client" = {client}
            UNION ALL SELECT one."Id" FROM "Clocks" one JOIN "Handoffs" handoff ON one."Handoff" = handoff."Number" WHERE handoff."Client" = {client})
            ORDER BY "Id" FOR NO KEY UPDATE;
        """);

    public override async Task LockClockAsync(Guid clock)
    {
        var whose = await Clocks.Where(one => one.Id == clock).Select(one => new { one.Handoff, one.Client }).SingleOrDefaultAsync();
        if (whose is { Handoff: { } handoff })
            await LockHandoffsAsync(handoff);
        else if (whose is { Client: { } client })
            await Database.ExecuteSqlAsync($"""SELECT 1 FROM "Clients" WHERE "Id" = {client} FOR NO KEY UPDATE""");
    }

    public override Task LockClientAsync(Guid client) =>
        Database.ExecuteSqlAsync($"""SELECT 1 FROM "Clients" WHERE "Id" = {client} FOR NO KEY UPDATE""");

    public override async Task LockCommitmentAsync(Guid commitment)
    {
        var whose = await Commitments.Where(one => one.Id == commitment).Select(one => new { one.Handoff, one.Client }).SingleOrDefaultAsync();
        if (whose is { Handoff: { } handoff })
            await LockHandoffsAsync(handoff);
        else if (whose is not null)
            await LockClientAsync(whose.Client);
    }

    public override Task LockTeamsAsync(IReadOnlyCollection<string> teams) =>
        Database.ExecuteSqlAsync($"""SELECT 1 FROM "Teams" WHERE "Key" = ANY ({teams}) ORDER BY "Key" FOR NO KEY UPDATE""");

    public override Task LockCounterAsync(string name) =>
        Database.ExecuteSqlAsync($"""SELECT 1 FROM "Counters" WHERE "Name" = {name} FOR NO KEY UPDATE""");

    public override Task LockDeliveriesAsync(IReadOnlyCollection<Guid> deliveries) =>
        Database.ExecuteSqlAsync($"""SELECT 1 FROM "Deliveries" WHERE "Id" = ANY ({deliveries}) ORDER BY "Id" FOR NO KEY UPDATE""");

    public override async ValueTask<IReadOnlyList<int>> CountEachAsync<TRow, TKey>(ByColumn<TRow, TKey> question, IReadOnlyList<TKey> keys, int most)
    {
        var rows = Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} is no row.");
        var (table, column) = (rows.GetTableName(), rows.FindProperty(question.Column)!.GetColumnName());
#pragma warning disable EF1002 // Names of the model; what is looked for are parameters.
        return await Database.SqlQueryRaw<int>(
            $$"""
            SELECT (SELECT count(*)::int FROM (SELECT 1 FROM "{{table}}" WHERE "{{column}}" = asked.key LIMIT {1}) AS found) AS "Value"
            FROM unnest({0}) WITH ORDINALITY AS asked (key, place) ORDER BY asked.place
            """,
            keys.ToArray(), most).ToListAsync();
#pragma warning restore EF1002
    }

    /// <summary>
    /// Numbers what is to be sent in the order in which it was decided. The numbers are drawn at the end, while the handoff is locked, so that
    /// no later command of the same handoff can come before: hosts agree on a sequence, though not on the time.
    /// </summary>
    public async Task OrderDeliveriesAsync()
    {
        var added = Unsaved.OfType<DeliveryRow>().OrderBy(one => one.Order).ToList();
        if (added.Count == 0)
            return;

        var drawn = await Database.SqlQuery<long>($"""SELECT nextval('"DeliveryOrder"') AS "Value" FROM generate_series(1, {added.Count})""").ToListAsync();
        foreach (var (row, order) in added.Zip(drawn.Order()))
            row.Order = order;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Text is compared and ordered by its characters' numbers, as SQLite does it, whatever locale the server was set up with.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasSequence<long>("DeliveryOrder");
    }
}

/// <summary>Lets <c>dotnet ef</c> make the model without starting anything.</summary>
internal sealed class PostgresContextAtDesignTime : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=localhost").Options);
}
