using HandoffBot.Playground.MsTeams.Player;
using HandoffBot.Playground.Workspace;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>Keeps the tenant over a restart.</summary>
internal sealed class MsTeamsStateFile : IHostedService, IDisposable
{
    private readonly MsTeamsTenant _tenant;
    private readonly Dialogs _dialogs;
    private readonly KeptFile<SavedTenant> _file;

    public MsTeamsStateFile(MsTeamsTenant tenant, Dialogs dialogs, ILogger<MsTeamsStateFile> log)
    {
        (_tenant, _dialogs) = (tenant, dialogs);
        _file = new KeptFile<SavedTenant>(
            tenant.Options.StateFile, tenant.Gate, SavedTenantJson.Default.SavedTenant, () => SavedTenant.Of(tenant, dialogs), log);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_tenant.Gate) _file.Read()?.Into(_tenant, _dialogs);
        _tenant.Changed += OnChanged;
        _dialogs.Changed += OnDialogChanged;
        _file.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _tenant.Changed -= OnChanged;
        _dialogs.Changed -= OnDialogChanged;
        return _file.StopAsync(cancellationToken);
    }

    public void Dispose() => _file.Dispose();

    private void OnChanged(TenantChange change)
    {
        if (change is not TenantChange.Looks) _file.Note();
    }

    private void OnDialogChanged(string person) => _file.Note();
}
