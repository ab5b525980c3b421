using System.Text.Json;
using HandoffBot.Playground.Calls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.Workspace;

/// <summary>
/// Keeps the workspace over a restart: written shortly after a change and at the stop, always whole (a new file is
/// renamed over the old).
/// </summary>
internal sealed partial class StateFile(SlackWorkspace workspace, Modals modals, ILogger<StateFile> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _writing = Task.CompletedTask;
    private bool _isDirty;

    private string? Path => workspace.Options.StateFile;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Path is null) return Task.CompletedTask;

        lock (workspace.Gate) Read(Path)?.Into(workspace, modals);
        workspace.Changed += OnChanged;
        modals.Changed += OnFormChanged;
        _writing = Task.Run(() => WriteWhenChangedAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        workspace.Changed -= OnChanged;
        modals.Changed -= OnFormChanged;
        await _stopping.CancelAsync();
        await _writing;
        WriteIfChanged();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _changed.Dispose();
    }

    private void OnChanged(WorkspaceChange change)
    {
        if (change is not WorkspaceChange.Whispered) Note();
    }

    private void OnFormChanged(string person) => Note();

    private void Note()
    {
        _isDirty = true;
        if (_changed.CurrentCount == 0) _changed.Release();
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
        if (Path is null) return;

        SavedWorkspace saved;
        lock (workspace.Gate)
        {
            if (!_isDirty) return;

            _isDirty = false;
            saved = SavedWorkspace.Of(workspace, modals);
        }

        try
        {
            if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var beside = Path + ".new";
            using (var file = File.Create(beside))
            {
                JsonSerializer.Serialize(file, saved, SavedJson.Default.SavedWorkspace);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(failed, Path);
            lock (workspace.Gate) _isDirty = true;
        }
    }

    /// <summary>A file that cannot be read is set aside, not overwritten: somebody may want to look at it.</summary>
    private SavedWorkspace? Read(string path)
    {
        if (!File.Exists(path)) return null;

        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, SavedJson.Default.SavedWorkspace);
        }
        catch (JsonException broken)
        {
            LogUnreadable(broken, path);
            File.Move(path, path + ".unreadable", overwrite: true);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The playground's messages could not be written to {Path}")]
    private partial void LogNotWritten(Exception failed, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The playground's messages in {Path} cannot be read; they are set aside and the channels start empty")]
    private partial void LogUnreadable(Exception broken, string path);
}
