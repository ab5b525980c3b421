using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Engine.Tests;

/// <summary>The whole engine on a database of its own, with a platform that a test can break and a time that it moves; nothing runs by itself.</summary>
internal sealed class House : IAsyncDisposable
{
    public const string Organization = """
        organization: Test
        timezone: Europe/London
        currency: GBP
        admins: [ada@example.com]
        slack: {workspaces: [T0HOME01]}
        ladders:
          acceptance:
            - {at: 50%, notify: [holder]}
            - {at: 100%, notify: [holder, lead], repeat: {every: 30m, times: 2}}
            - {at: +2h, notify: [channel, manager]}
        teams:
          sales: {name: Sales, slack: {channel: C0SALES}, lead: lea@example.com, members: [ana@example.com, sam@example.com]}
          onboarding: {name: Onboarding, slack: {channel: C0ONBOARD}, lead: olga@example.com, members: [kim@example.com, omar@example.com], assign: round-robin}
          far: {name: Far, msteams: {team: 11111111-1111-1111-1111-111111111111, channel: "19:far@thread.tacv2"}, members: [fay@example.com]}
        """;

    public const string Playbook = """
        playbook: sales-to-onboarding
        name: Sales to Onboarding
        from: sales
        to: onboarding
        clocks:
          acceptance: {within: 4h, ladder: acceptance}
          rework: {within: 1d, ladder: acceptance}
          kickoff: {within: 2d, ladder: acceptance}
          draft-idle: {within: 3d, ladder: acceptance}
        checklist:
          - step: Client
            fields:
              - {id: client, label: Client, type: client, required: true}
              - {id: scope, label: Scope, type: text, required: true}
        criteria: [The scope is clear]
        reject-reasons: [{id: unclear, label: Scope is unclear}]
        """;

    public const string FarPlaybook = """
        playbook: sales-to-far
        name: Sales to Far
        from: sales
        to: far
        checklist:
          - step: Client
            fields: [{id: client, label: Client, type: client, required: true}]
        reject-reasons: [{id: unclear, label: Scope is unclear}]
        """;

    private readonly TestDatabase _database;
    private readonly bool _owns;
    private readonly Action<IServiceCollection> _also;
    private ServiceProvider _services;

    private House(
        TestDatabase database, bool owns, FakePlatform slack, ManualTime time, string organization, string playbook, Action<IServiceCollection> also)
    {
        (_database, _owns, Slack, Time, _also) = (database, owns, slack, time, also);
        _services = Build(organization, playbook);
    }

    public TestDatabase Database => _database;

    public FakePlatform Slack { get; }

    public ManualTime Time { get; }

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public Desk Desk => Get<Desk>();

    public Engine.Desks.Reading Reading => Get<Engine.Desks.Reading>();

    /// <param name="database">Somebody else's, where it is not the house's own.</param>
    public static async Task<House> OpenAsync(
        string organization = Organization, string playbook = Playbook, FakePlatform? slack = null, TestDatabase? database = null,
        Action<IServiceCollection>? also = null)
    {
        var house = new House(database ?? await TestDatabase.NewAsync(), owns: database is null, slack ?? Everybody(), new ManualTime(), organization, playbook, also ?? (_ => { }));
        await house.StartAsync();
        return house;
    }

    /// <summary>A platform where all of them have accounts.</summary>
    public static FakePlatform Everybody()
    {
        var people = new FakePlatform();
        foreach (var name in new[] { "ada", "ana", "sam", "lea", "kim", "omar", "olga" })
            people.Add("U" + name.ToUpperInvariant(), $"{name}@example.com", char.ToUpperInvariant(name[0]) + name[1..]);
        return people;
    }

    /// <summary>Another host on the same database, platform and time, where the database can serve two.</summary>
    /// <param name="time">What its clock says, where it is not what ours says.</param>
    public async Task<House> BesideAsync(ManualTime? time = null)
    {
        var other = new House(_database, owns: false, Slack, time ?? Time, Organization, Playbook, _also);
        await other.StartAsync();
        return other;
    }

    /// <summary>Ends everything and begins again on the same database, as after a crash.</summary>
    public async Task RestartAsync(string organization = Organization, string playbook = Playbook)
    {
        await _services.DisposeAsync();
        _services = Build(organization, playbook);
        await StartAsync();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public EngineContext Read() => Get<IStore>().Read();

    public async Task<PersonId> PersonAsync(string name) =>
        (await Reading.PeopleAsync($"{name}@example.com")).Single().Id;

    public async Task<int> DraftAsync(string client = "Acme", string by = "ana", string? scope = "Two sites")
    {
        var answers = Named(client);
        if (scope is not null)
            answers = new(answers.ByField.Add("scope", new Answer.Text(scope)));
        var begun = await Desk.StartAsync("sales-to-onboarding", await PersonAsync(by), answers, null, Platform.Slack, default);
        return Assert.IsType<StartAnswer.Begun>(begun).Handoff.Number;
    }

    /// <summary>What a handoff begins with that was asked for by its client's name.</summary>
    public static Answers Named(string client) => new(ImmutableDictionary<string, Answer>.Empty.Add("client", new Answer.Client(null, client)));

    public async Task<int> SubmittedAsync(string client = "Acme", string by = "ana")
    {
        var number = await DraftAsync(client, by);
        Assert.IsType<DeskAnswer.Granted>(await ActAsync(number, new HandoffCommand.Submit(0), by));
        return number;
    }

    public async Task<DeskAnswer> ActAsync(int number, HandoffCommand command, string by, string? receipt = null) =>
        await Desk.ActAsync(number, command, await PersonAsync(by), receipt, Platform.Slack, default);

    public async Task<DeskAnswer> AcceptAsync(int number, string by, string? owner = null)
    {
        var handoff = (await Reading.HandoffAsync(number))!.Handoff;
        return await ActAsync(number, new HandoffCommand.Accept(handoff.Round, handoff.Revision, [0], await PersonAsync(owner ?? by), null), by);
    }

    public async Task<DeskAnswer> RejectAsync(int number, string by)
    {
        var handoff = (await Reading.HandoffAsync(number))!.Handoff;
        return await ActAsync(number, new HandoffCommand.Reject(handoff.Round, handoff.Revision, ["unclear"], ["scope"], null), by);
    }

    /// <summary>Sends until nothing may be sent at this moment; the time stands still meanwhile.</summary>
    public async Task DeliverAsync()
    {
        while ((await Get<Engine.Delivery.DeliveryWorker>().RoundAsync(default)).Tried > 0)
        {
        }
    }

    /// <summary>Sends for a while, the time going on by a second after each round.</summary>
    public async Task DeliverAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await DeliverAsync();
            Time.Add(NodaTime.Duration.FromSeconds(1));
        }

        await DeliverAsync();
    }

    /// <summary>Lets time pass and takes what fell due, as the sweep does every few seconds.</summary>
    public async Task PassAsync(NodaTime.Duration length)
    {
        Time.Add(length);
        await Get<ClockSweep>().RunAsync(default);
        await DeliverAsync(10);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_owns)
            await _database.DisposeAsync();
    }

    private async Task StartAsync()
    {
        await Get<EngineStart>().StartAsync(default);
        await Get<DirectorySync>().RunAsync(default);
    }

    private ServiceProvider Build(string organization, string playbook)
    {
        IReadOnlyList<ConfigurationFile> files =
            [new("organization.yml", organization), new("sales-to-onboarding.yml", playbook), new("sales-to-far.yml", FarPlaybook)];
        var reading = PlaybookReader.Read(files);
        var configuration = reading is Core.Playbooks.Reading.Good good
            ? good.Configuration
            : throw new InvalidOperationException(string.Join('\n', ((Core.Playbooks.Reading.Bad)reading).Mistakes));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<IHostApplicationLifetime, NoLifetime>();
        services.AddSingleton<IChatEdge>(Slack);
        services.AddSingleton<IChatDirectory>(Slack);
        _also(services);
        services.AddEngine(new EngineOptions
        {
            Provider = TestDatabase.Provider, ConnectionString = _database.ConnectionString, Configuration = configuration, Files = files,
            Variable = Variables.GetValueOrDefault,
        });
        RehearsedStore.Rehearse(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
