using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>Which versions hold is found out while the folder may change.</summary>
public sealed class SettlingTests
{
    [Fact]
    public async Task A_folder_that_came_meanwhile_is_not_put_back_and_is_settled_itself()
    {
        await using var house = await House.OpenAsync();
        var (rulebook, now) = (house.Get<Rulebook>(), house.Get<BusinessClock>().Now);
        ConfigurationFile[] newer =
        [
            new("organization.yml", House.Organization.Replace("organization: Test", "organization: Renamed", StringComparison.Ordinal)),
            new("sales-to-onboarding.yml", House.Playbook.Replace("label: Scope", "label: The scope", StringComparison.Ordinal)),
        ];
        var configuration = Assert.IsType<Core.Playbooks.Reading.Good>(PlaybookReader.Read(newer)).Configuration;
        var meanwhile = new Meanwhile(house.Get<IStore>(), () => rulebook.ReplaceAsync(configuration, newer, house.Get<CommitSeam>(), now, default));

        await rulebook.SettleAsync(new(meanwhile, house.Get<Wake>(), NullLogger<CommitSeam>.Instance), now, default);

        Assert.Equal("Renamed", rulebook.Organization.Name);
        Assert.Equal("The scope", rulebook.Current.Playbooks["sales-to-onboarding"].Checklist.Find("scope")!.Label);

        // Once in vain, and once for the folder that is there now.
        Assert.Equal(2, meanwhile.Commits);
    }

    /// <summary>Something else happens between the first commit and whoever waited for it.</summary>
    private sealed class Meanwhile(IStore store, Func<Task> happens) : IStore
    {
        public int Commits { get; private set; }

        public bool IsAlone => store.IsAlone;

        public async Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
        {
            var done = await store.CommitAsync(work, cancellationToken);
            if (++Commits == 1)
                await happens();
            return done;
        }

        public Task<bool> ExistsAsync(CancellationToken cancellationToken) => store.ExistsAsync(cancellationToken);

        public EngineContext Read() => store.Read();

        public Task HoldAsync(CancellationToken cancellationToken) => store.HoldAsync(cancellationToken);

        public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

        public bool IsClash(Exception error) => store.IsClash(error);
    }
}
