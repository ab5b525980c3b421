using HandoffBot.Engine;
using Microsoft.Extensions.Options;

namespace HandoffBot.Host;

/// <summary>The bot, and its playground where there is one.</summary>
internal sealed class RunningBot(WebApplication app, Play? play, HostSettings settings) : IAsyncDisposable
{
    private bool _plays;
    private bool _runs;

    public WebApplication App => app;

    public Play? Play => play;

    /// <summary>For the sentence that says what cannot be opened.</summary>
    public string Database => settings.Database.Name;

    /// <summary>What a person who started it wants to know.</summary>
    public string Greeting => play is null
        ? $"HandoffBot listens on {string.Join(", ", app.Urls)}."
        : $"HandoffBot listens on {string.Join(", ", app.Urls)}.{Environment.NewLine}Playground: http://localhost:{play.Port}{Spared}";

    private string Spared => settings.Configured.Provider == settings.Database.Provider
        ? ""
        : $"{Environment.NewLine}It plays on {settings.Database.Name}; {settings.Configured.Name} is used once a platform's secrets are set.";

    /// <summary>
    /// What people can mend is looked at before anything runs. Then the playground: the bot asks it for people and channels as soon as it runs.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // The playground's own address is among the options, and known once it listens.
        if (play is null)
            app.Services.GetRequiredService<IStartupValidator>().Validate();

        await app.Services.HoldEngineAsync(cancellationToken);
        if (play is not null)
            await play.App.StartAsync(cancellationToken);

        _plays = play is not null;
        await app.StartAsync(cancellationToken);
        _runs = true;
        play?.Clock.Follow(app.Services);
    }

    /// <summary>The playground last, so that what the bot still has to say finds its listener. What never ran cannot be stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        play?.Clock.Leave();
        if (_runs)
            await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (play is null)
            return;

        if (_plays)
            await play.App.StopAsync(CancellationToken.None);
        await play.App.DisposeAsync();
    }
}
