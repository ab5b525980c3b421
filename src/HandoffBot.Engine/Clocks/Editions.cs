using System.Collections.Concurrent;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// The calendars and ladders of now, and those by which clocks are still laid that <see cref="Relaying"/> has not reached. What a clock has
/// used can be measured only by the calendar that it ran by, so the texts of an edition are kept until no clock runs by it.
/// </summary>
internal sealed partial class Editions(Rulebook rulebook, ILogger<Editions> log)
{
    private readonly ConcurrentDictionary<string, Organization> _earlier = new();

    public Organization Present => rulebook.Organization;

    /// <summary>Changes with whatever lays clocks.</summary>
    public string Version => ClockEdition.Of(Present);

    /// <summary>The organization by which a clock is laid.</summary>
    public async ValueTask<Organization> OfAsync(EngineContext context, string version)
    {
        var present = Present;
        if (version.Length == 0 || version == ClockEdition.Of(present))
            return present;

        if (_earlier.TryGetValue(version, out var known))
            return known;

        var row = await context.Editions.AsNoTracking().SingleOrDefaultAsync(one => one.Version == version);
        var read = row is null ? null : PlaybookReader.ReadKept([.. StorageJson.ReadTexts(row.Files).Select(file => new ConfigurationFile(file.Key, file.Value))]);
        if (read is null)
            CannotMeasure(version);
        return _earlier[version] = read ?? present;
    }

    /// <summary>Keeps the texts of the present one, before any clock runs by it.</summary>
    public async Task KeepAsync(EngineContext context, Instant now)
    {
        var version = Version;
        if (await context.Editions.AnyAsync(one => one.Version == version))
            return;

        var files = rulebook.Files.Where(file => !PlaybookReader.IsPlaybook(file)).ToDictionary(file => file.Name, file => file.Text);
        context.Add(new EditionRow { Version = version, Files = StorageJson.Write(files), SeenAt = now });
    }

    /// <summary>No clock runs by another than this any more.</summary>
    public Task ForgetOthersAsync(EngineContext context, string version)
    {
        _earlier.Clear();
        return context.Editions.Where(one => one.Version != version).ExecuteDeleteAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The calendars of edition {Version} are not known any more; what its clocks have used is measured by the present ones")]
    private partial void CannotMeasure(string version);
}
