using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.Workspace;

/// <summary>
/// A file that follows what lives in memory: written shortly after a change and at the stop, always whole (a new file is
/// renamed over the old).
/// </summary>
/// <param name="path">Where; null keeps nothing.</param>
/// <param name="gate">Guards what is kept; <paramref name="take"/> and <see cref="Note"/> are called while it is held.</param>
/// <param name="shape">How it is written as JSON.</param>
/// <param name="take">Copies what is to be kept, as writing happens outside the lock.</param>
internal sealed partial class KeptFile<T>(string? path, Lock gate, JsonTypeInfo<T> shape, Func<T> take, ILogger log) : IDisposable
    where T : class
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _writing = Task.CompletedTask;
    private bool _isDirty;

    /// <summary>A file that cannot be read is set aside, not overwritten: somebody may want to look at it.</summary>
    public T? Read()
    {
        if (path is null || !File.Exists(path)) return null;

        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, shape);
        }
        catch (JsonException broken)
        {
            LogUnreadable(broken, path);
            File.Move(path, path + ".unreadable", overwrite: true);
            return null;
        }
    }

    public void Start() => _writing = path is null ? Task.CompletedTask : Task.Run(() => WriteWhenChangedAsync(_stopping.Token), CancellationToken.None);

    /// <summary>Something has changed.</summary>
    public void Note()
    {
        _isDirty = true;
        if (_changed.CurrentCount == 0) _changed.Release();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _writing.WaitAsync(cancellationToken);
        WriteIfChanged();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _changed.Dispose();
    }

    private async Task WriteWhenChangedAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(cancellationToken);
                await Task.Delay(Rest, cancellationToken);
                WriteIfChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // StopAsync writes what is left.
        }
    }

    private void WriteIfChanged()
    {
        if (path is null) return;

        T kept;
        lock (gate)
        {
            if (!_isDirty) return;

            _isDirty = false;
            kept = take();
        }

        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var beside = path + ".new";
            using (var file = File.Create(beside))
            {
                JsonSerializer.Serialize(file, kept, shape);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(failed, path);
            lock (gate) _isDirty = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The playground's messages could not be written to {Path}")]
    private partial void LogNotWritten(Exception failed, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The playground's messages in {Path} cannot be read; they are set aside and the channels start empty")]
    private partial void LogUnreadable(Exception broken, string path);
}
