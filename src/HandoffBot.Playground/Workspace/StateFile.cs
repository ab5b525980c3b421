using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.Workspace;

/// <summary>
/// Keeps the messages over a restart: written shortly after a change and at the stop, always whole (a new file is
/// renamed over the old). Private messages, open forms and addresses for answers are not kept, as Slack keeps none.
/// </summary>
internal sealed partial class StateFile(SlackWorkspace workspace, ILogger<StateFile> log) : IHostedService, IDisposable
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

        lock (workspace.Gate) Restore(Read(Path));
        workspace.Changed += OnChanged;
        _writing = Task.Run(() => WriteWhenChangedAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        workspace.Changed -= OnChanged;
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
        if (change is WorkspaceChange.Whispered) return;

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
            saved = Save();
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

    private SavedWorkspace Save() => new(
        workspace.Stamps.Last,
        [.. workspace.Conversations.Select(each => new SavedConversation(each.Id, [.. each.Members], [.. each.Messages.Select(Copied)]))],
        [.. workspace.ReadMarks.Select(mark => new SavedReadMark(mark.Key.Person, mark.Key.Channel, mark.Value))]);

    /// <summary>Written outside the lock, so it must not be what the lock guards.</summary>
    private static Message Copied(Message message) =>
        message with { Blocks = message.Blocks?.Copy(), Metadata = message.Metadata?.Copy() };

    private void Restore(SavedWorkspace? saved)
    {
        if (saved is null) return;

        workspace.Stamps.Last = saved.LastStamp;
        foreach (var each in saved.Conversations)
        {
            if (workspace.Conversation(each.Id) is not { } conversation) continue;

            foreach (var member in each.Members.Where(id => workspace.Member(id) is not null && !conversation.Has(id))) conversation.Members.Add(member);
            foreach (var message in each.Messages.OrderBy(message => message.Ts, StringComparer.Ordinal)) conversation.Add(message);
        }

        foreach (var mark in saved.Read) workspace.MarkRead(mark.Person, mark.Channel, mark.Ts);
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

internal sealed record SavedWorkspace(long LastStamp, IReadOnlyList<SavedConversation> Conversations, IReadOnlyList<SavedReadMark> Read);

internal sealed record SavedConversation(string Id, IReadOnlyList<string> Members, IReadOnlyList<Message> Messages);

internal sealed record SavedReadMark(string Person, string Channel, string Ts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SavedWorkspace))]
internal sealed partial class SavedJson : JsonSerializerContext;
