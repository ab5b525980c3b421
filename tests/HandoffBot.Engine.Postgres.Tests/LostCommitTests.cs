using HandoffBot.Core.Chat;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Postgres;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Engine.Tests.Postgres;

/// <summary>The connection breaks while COMMIT is under way: the server is asked what became of it.</summary>
public sealed class LostCommitTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private CutWire _wire = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _wire = new CutWire(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(Cut.None, 1, 0)]
    [InlineData(Cut.Answer, 1, 1)]
    [InlineData(Cut.Silence, 1, 1)]
    [InlineData(Cut.Commit, 2, 1)]
    internal async Task What_was_kept_is_answered_as_done_and_what_was_not_is_decided_again(Cut cut, int attempts, int cuts)
    {
        // Only a server that says nothing has to be given up; another may be as slow as its machine.
        var patience = cut == Cut.Silence ? 1 : 60;
        await using var store = new PostgresStore($"{_wire.ConnectionString};Command Timeout={patience};Cancellation Timeout=1000");

        Assert.Equal((attempts, "done"), await AddAsync(store, cut));

        Assert.Equal(cuts, _wire.Cuts);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_it_is_said_that_it_is_not_known()
    {
        _wire.StaysCut = true;
        await using var store = new PostgresStore(_wire.ConnectionString) { AskedFor = TimeSpan.FromMilliseconds(500) };

        await Assert.ThrowsAsync<UnknownOutcomeException>(() => AddAsync(store, Cut.Answer));

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_wrote_nothing_has_nothing_to_lose()
    {
        _wire.StaysCut = true;
        await using var store = new PostgresStore(_wire.ConnectionString);

        var people = await Seam(store).RunAsync(
            async context =>
            {
                var count = await context.People.CountAsync();
                _wire.CutAt(Cut.Answer);
                return count;
            },
            default);

        Assert.Equal(0, people);
        Assert.Equal(1, _wire.Cuts);
    }

    /// <returns>How often it was decided, and what was answered.</returns>
    private async Task<(int Attempts, string Answer)> AddAsync(PostgresStore store, Cut cut)
    {
        var attempts = 0;
        var answer = await Seam(store).RunAsync(
            async context =>
            {
                await context.People.CountAsync();
                context.Add(TestStore.Person("Bo"));
                if (attempts++ == 0)
                    _wire.CutAt(cut);
                return "done";
            },
            default);
        return (attempts, answer);
    }

    private async Task<int> CountAsync()
    {
        await using var direct = new PostgresStore(_database.ConnectionString);
        await using var context = direct.Read();
        return await context.People.CountAsync();
    }

    private static CommitSeam Seam(PostgresStore store) => new(store, new Wake(), NullLogger<CommitSeam>.Instance);
}
