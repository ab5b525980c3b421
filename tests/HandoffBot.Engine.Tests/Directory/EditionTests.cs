using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>The rules are replaced while something runs.</summary>
public sealed class EditionTests
{
    [Fact]
    public async Task Whoever_holds_an_edition_keeps_it_and_the_next_one_sees_the_new_one()
    {
        await using var house = await House.OpenAsync();
        var rulebook = house.Get<Rulebook>();
        using (rulebook.Hold())
        {
            await Task.Run(() => house.ReplaceAsync("organization: Test", "organization: Renamed"));

            Assert.Equal("Test", rulebook.Organization.Name);
            using (rulebook.Hold())
                Assert.Equal("Test", rulebook.Organization.Name);
            Assert.Equal("Test", rulebook.Organization.Name);
        }

        Assert.Equal("Renamed", rulebook.Organization.Name);
    }

    [Fact]
    public async Task A_transaction_sees_the_edition_of_the_command_that_asked_for_it_whoever_runs_it()
    {
        await using var house = await House.OpenAsync();
        var rulebook = house.Get<Rulebook>();
        var store = new ElsewhereStore(house.Get<IStore>());
        var seam = new CommitSeam(store, new Wake(), NullLogger<CommitSeam>.Instance);
        using var held = rulebook.Hold();
        await Task.Run(() => house.ReplaceAsync("organization: Test", "organization: Renamed"));

        var seen = await seam.RunAsync(_ => Task.FromResult(rulebook.Organization.Name), CancellationToken.None);

        Assert.Equal("Test", seen);
    }

    /// <summary>A queue whose works run in a flow of their own.</summary>
    private sealed class ElsewhereStore(IStore store) : IStore
    {
        public bool IsAlone => store.IsAlone;

        public Task<bool> ExistsAsync(CancellationToken cancellationToken) => store.ExistsAsync(cancellationToken);

        public EngineContext Read() => store.Read();

        public Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
        {
            using (ExecutionContext.SuppressFlow())
                return Task.Run(() => store.CommitAsync(work, cancellationToken), cancellationToken);
        }

        public Task HoldAsync(CancellationToken cancellationToken) => store.HoldAsync(cancellationToken);

        public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

        public bool IsClash(Exception error) => store.IsClash(error);
    }
}

/// <summary>Replaces the rules of a house while it runs.</summary>
internal static class Replacing
{
    public static async Task ReplaceAsync(this House house, string from, string to)
    {
        IReadOnlyList<ConfigurationFile> files =
            [.. house.Get<Rulebook>().Files.Select(file => file with { Text = file.Text.Replace(from, to, StringComparison.Ordinal) })];
        var good = Assert.IsType<Reading.Good>(PlaybookReader.Read(files));
        await house.Get<Rulebook>().ReplaceAsync(good.Configuration, files, house.Get<CommitSeam>(), house.Get<BusinessClock>().Now, default);
    }
}
