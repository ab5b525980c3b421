using HandoffBot.Core.Chat;
using HandoffBot.Engine;
using HandoffBot.Engine.Clocks;
using HandoffBot.Playground;
using HandoffBot.Playground.Calls;
using HandoffBot.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A whole bot in this process, with the workspace that it serves, on a database of its own that outlives a restart.</summary>
internal sealed partial class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Dictionary<(string Name, Platform Platform), Player> _players = [];
    private readonly string _playbooks;
    private readonly PlaygroundOptions? _workspace;
    private readonly Action<IServiceCollection>? _instead;
    private readonly Setting _setting;
    private readonly PlaygroundClock _clock = new(TimeProvider.System);
    private int _botPort;
    private int _pagePort;
    private WebApplication? _outside;
    private RunningBot? _bot;
    private HttpClient _http = new();

    private Office(TestDatabase database, string playbooks, PlaygroundOptions? workspace, Action<IServiceCollection>? instead, Setting setting) =>
        (_database, _playbooks, _workspace, _instead, _setting) = (database, playbooks, workspace, instead, setting);

    public TestDatabase Database => _database;

    public RunningBot Bot => _bot ?? throw new InvalidOperationException("The bot is stopped.");

    /// <summary>Further hosts of the same bot on the same database, which end with the office.</summary>
    public List<RunningBot> Beside { get; } = [];

    public SlackStandIn StandIn => Around.GetRequiredService<SlackStandIn>();

    public bool HasTenant => Around.GetService<MsTeamsStandIn>() is not null;

    public MsTeamsStandIn Connector => Around.GetRequiredService<MsTeamsStandIn>();

    /// <summary>What the workspace sends without anybody waiting for an answer.</summary>
    public Events Events => Around.GetRequiredService<Events>();

    private IServiceProvider Around => (_outside ?? Bot.Play!.App).Services;

    /// <summary>How often the bot looks at its folder by itself; facts that are not about that say when it looks.</summary>
    public TimeSpan Watches { get; set; } = TimeSpan.FromHours(1);

    public static string AcmeFolder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "acme");

    /// <param name="workspace">
    /// A workspace that is not the bot's own playground: it outlives the bot, which is told of it as of a real one, by its keys. Where it
    /// and the bot listen is filled in here.
    /// </param>
    /// <param name="instead">Registers what stands for something of the bot's own.</param>
    public static Task<Office> OpenAsync(string playbooks, PlaygroundOptions? workspace = null, Action<IServiceCollection>? instead = null) =>
        OpenAsync(playbooks, workspace, instead, Setting.InSlack);

    /// <summary>With the example organization, its teams where the setting places them.</summary>
    /// <param name="isOutside">Whether what is around the bot outlives it in Slack, too, and does not only because there is no other way.</param>
    /// <param name="differs">What is otherwise around it.</param>
    /// <param name="folder">The setting's folder, where it was written in.</param>
    public static Task<Office> OpenAsync(
        Setting setting, bool isOutside = false, Func<PlaygroundOptions, PlaygroundOptions>? differs = null, string? folder = null)
    {
        var playbooks = folder ?? setting.Playbooks;
        var around = setting.Around(playbooks) ?? (isOutside ? Outside.Acme : null);
        return OpenAsync(playbooks, around is null || differs is null ? around : differs(around), null, setting);
    }

    /// <summary>With files of the test's own, beside what is around the setting.</summary>
    public static Task<Office> OpenAsync(Setting setting, string playbooks, PlaygroundOptions around) => OpenAsync(playbooks, around, null, setting);

    private static async Task<Office> OpenAsync(string playbooks, PlaygroundOptions? workspace, Action<IServiceCollection>? instead, Setting setting)
    {
        // The playground plays on a file; a bot on a server has its workspace outside.
        if (TestDatabase.Provider != DatabaseProvider.Sqlite)
            workspace ??= Outside.Of(playbooks);
        var office = new Office(await TestDatabase.NewAsync(), playbooks, workspace, instead, setting);
        await office.StartAsync();
        var clock = office.Bot.App.Services.GetRequiredService<BusinessClock>();
        await clock.AdvanceAsync(ATuesdayAfter(clock.Now), CancellationToken.None);
        return office;
    }

    /// <summary>
    /// 10:07 in London on the first Tuesday of June of next year, in every team's hours and near no holiday: no fact depends on the time at
    /// which it is run. Business time only goes forward, and the system's goes on as it does.
    /// </summary>
    private static Instant ATuesdayAfter(Instant now) => new LocalDate(now.InUtc().Year + 1, 5, 31)
        .Next(IsoDayOfWeek.Tuesday).At(new LocalTime(10, 7)).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();

    /// <summary>A folder of playbooks made from another one and what is written here.</summary>
    public static string Folder(string from, params ReadOnlySpan<(string Name, string Text)> files)
    {
        var folder = Directory.CreateTempSubdirectory("playbooks").FullName;
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
        return folder;
    }

    /// <summary>A part of what plays Microsoft Teams.</summary>
    public T MsTeams<T>()
        where T : notnull => Around.GetRequiredService<T>();
}
