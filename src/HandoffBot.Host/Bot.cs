using HandoffBot.Core.Playbooks;
using HandoffBot.Engine;
using HandoffBot.Engine.Directory;
using HandoffBot.MsTeams;
using HandoffBot.Slack;

namespace HandoffBot.Host;

/// <summary>Builds and runs the bot, with its playground where nothing else is configured.</summary>
internal static class Bot
{
    private const int Port = 3978;

    /// <summary>Runs until it is told to stop. 1 means that it could not start, and why was said.</summary>
    public static Task<int> RunAsync(string[] args) => WithAsync(args, serves: true, async bot =>
    {
        await bot.StartAsync(CancellationToken.None);
        Console.WriteLine(bot.Greeting);
        await bot.App.WaitForShutdownAsync();
    });

    /// <summary>Brings the database up to date, and does only that.</summary>
    public static Task<int> MigrateAsync(string[] args) => WithAsync(args, serves: false, async bot =>
    {
        await bot.App.Services.MigrateEngineAsync(CancellationToken.None);
        Console.WriteLine($"The database {bot.Database} is up to date.");
    });

    private static Task<int> WithAsync(string[] args, bool serves, Func<RunningBot, Task> run) => WithAsync(args, serves, run, Console.Error, "HandoffBot cannot start:");

    /// <summary>Does something with the bot that is configured.</summary>
    /// <param name="serves">Otherwise it only looks after the database.</param>
    /// <param name="errors">Where it is said what must be mended first.</param>
    /// <param name="cannot">Opens those sentences.</param>
    public static async Task<int> WithAsync(string[] args, bool serves, Func<RunningBot, Task> run, TextWriter errors, string cannot)
    {
        var mistakes = new List<string>();
        var database = "";
        try
        {
            await using var bot = Build(args, mistakes, serves);
            if (bot is null)
                return Refuse(mistakes, errors, cannot);

            database = bot.Database;
            await run(bot);
            return 0;
        }
        catch (Exception failure) when (StartFailure.Explain(failure, database) is { } sentences)
        {
            return Refuse(sentences, errors, cannot);
        }
    }

    /// <summary>Null when something in the configuration must be mended first; <paramref name="mistakes"/> says what.</summary>
    /// <param name="serves">Otherwise it only looks after the database.</param>
    /// <param name="instead">Registers what stands in a test for something of the engine's own; no configuration can.</param>
    public static RunningBot? Build(string[] args, List<string> mistakes, bool serves = true, Action<IServiceCollection>? instead = null)
    {
        var builder = Begin(args);
        // Whoever reads a request answers it: handed from thread to thread, one that comes alone would wait for as long as it is worked on.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        Quiet(builder.Logging);
        var settings = HostSettings.From(builder.Configuration, mistakes);
        var contents = ConfigurationFolder.Take(settings.PlaybooksFolder);
        if (Judge(contents, settings, mistakes) is not { } configuration || mistakes.Count > 0)
            return null;

        var listens = builder.Configuration["urls"];
        if (string.IsNullOrWhiteSpace(listens))
            builder.WebHost.UseUrls(listens = settings.Plays || settings.Emulates ? $"http://localhost:{Port}" : $"http://*:{Port}");

        if (!IsAddress(listens))
        {
            mistakes.Add($"ASPNETCORE_URLS is '{listens}'. It is one address or several separated by semicolons, such as http://localhost:{Port}.");
            return null;
        }

        if (settings.Emulates && !IsLoopback(listens))
        {
            mistakes.Add($"ASPNETCORE_URLS is '{listens}', but an emulator is served on this machine only. Leave it out for http://localhost:{Port}.");
            return null;
        }

        settings = serves ? settings.For(configuration.Organization) : settings.For(configuration.Organization).ToLookAfter();
        var play = settings.Plays ? Play.Build(settings, configuration, builder.Configuration, listens) : null;
        AddPlatforms(builder, settings, play);
        instead?.Invoke(builder.Services);
        builder.Services.AddEngine(new EngineOptions
        {
            Provider = settings.Database.Provider, ConnectionString = settings.Database.ConnectionString, Configuration = configuration, Files = contents.Files,
            CallsWebhooks = !settings.Plays && !settings.Emulates,
        });
        builder.Services.AddSingleton(provider => new FolderWatch(
            settings.PlaybooksFolder, contents, provider.GetRequiredService<Reloading>(), play, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FolderWatch>>()));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FolderWatch>());
        var app = builder.Build();
        MapPlatforms(app, settings);
        app.MapHealth();
        return new RunningBot(app, play, settings);
    }

    /// <summary>With the configuration, from all its places.</summary>
    public static WebApplicationBuilder Begin(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = HostFolders.Root });
        // A file beside the example counts, wherever the program was started from; environment and command line count more.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json", Optional = true, FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(Environment.CurrentDirectory),
        });
        return builder;
    }

    /// <summary>Slack, Microsoft Teams or both; in the playground the stand-ins for both.</summary>
    private static void AddPlatforms(WebApplicationBuilder builder, HostSettings settings, Play? play)
    {
        if (settings.ServesSlack || play is not null)
        {
            builder.Services.AddSlack(options =>
            {
                builder.Configuration.GetSection(SlackOptions.Section).Bind(options);
                play?.Fill(options);
            });
            builder.Services.AddSingleton<SlackWorkspaces>(
                provider => () => provider.GetRequiredService<Reloading>().Present.Organization.SlackWorkspaces);
        }

        if (settings.ServesMsTeams || play is not null)
        {
            builder.Services.AddMsTeams(options =>
            {
                builder.Configuration.GetSection(MsTeamsOptions.Section).Bind(options);
                play?.Fill(options);
            });
            builder.Services.AddSingleton<MsTeamsTenants>(
                provider => () => provider.GetRequiredService<Reloading>().Present.Organization.MsTeamsTenants);
        }
    }

    private static void MapPlatforms(WebApplication app, HostSettings settings)
    {
        if (settings.ServesSlack || settings.Plays)
            app.MapSlack();

        if (settings.ServesMsTeams || settings.Plays)
            app.MapMsTeams();
    }

    private static bool IsLoopback(string listens) =>
        listens.Split(';', StringSplitOptions.RemoveEmptyEntries).All(one => Uri.TryCreate(one, UriKind.Absolute, out var address) && address.IsLoopback);

    private static bool IsAddress(string listens) =>
        listens.Split(';', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } all
        && all.All(one => Uri.TryCreate(one.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address.Host.Length > 0);

    private static Configuration? Judge(FolderContents contents, HostSettings settings, List<string> mistakes)
    {
        var reading = contents.Read();
        if (reading is Reading.Good good)
            return good.Configuration;

        mistakes.AddRange(((Reading.Bad)reading).Mistakes.Select(mistake => mistake.ToString()));
        mistakes.Add($"Playbooks:Folder ({settings.PlaybooksFolder}) cannot be used until this is mended.");
        return null;
    }

    /// <summary>What the bot does is logged; what its frameworks do only when something is wrong. Configuration can say otherwise.</summary>
    private static void Quiet(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        foreach (var framework in new[] { "Microsoft", "System", "Quartz" })
            logging.AddFilter(framework, LogLevel.Warning);
        // It would make an activity of every request, and nothing here reads one.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the host from starting is explained once, in a sentence. What ends it later is critical, and is said.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static int Refuse(IEnumerable<string> sentences, TextWriter errors, string cannot)
    {
        errors.WriteLine(cannot);
        foreach (var sentence in sentences)
            errors.WriteLine($"  {sentence}");
        return 1;
    }
}
