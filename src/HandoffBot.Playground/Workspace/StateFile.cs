using HandoffBot.Playground.Calls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.Workspace;

/// <summary>Keeps the workspace over a restart.</summary>
internal sealed class StateFile : IHostedService, IDisposable
{
    private readonly SlackWorkspace _workspace;
    private readonly Modals _modals;
    private readonly KeptFile<SavedWorkspace> _file;

    public StateFile(SlackWorkspace workspace, Modals modals, ILogger<StateFile> log)
    {
        (_workspace, _modals) = (workspace, modals);
        _file = new KeptFile<SavedWorkspace>(
            workspace.Options.StateFile, workspace.Gate, SavedJson.Default.SavedWorkspace, () => SavedWorkspace.Of(workspace, modals), log);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_workspace.Gate) _file.Read()?.Into(_workspace, _modals);
        _workspace.Changed += OnChanged;
        _modals.Changed += OnFormChanged;
        _file.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _workspace.Changed -= OnChanged;
        _modals.Changed -= OnFormChanged;
        return _file.StopAsync(cancellationToken);
    }

    public void Dispose() => _file.Dispose();

    private void OnChanged(WorkspaceChange change)
    {
        if (change is not WorkspaceChange.Whispered) _file.Note();
    }

    private void OnFormChanged(string person) => _file.Note();
}
