using HandoffBot.Engine;
using HandoffBot.Host.Tests.WholeBot.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Two whole hosts on one database, behind a balancer.</summary>
internal sealed partial class Office
{
    public static async Task<Office> OpenWithTwoHostsAsync(Setting setting, Balancer balancer, string? folder = null)
    {
        var playbooks = folder ?? setting.Playbooks;
        var office = await OpenAsync(playbooks, setting.Around(playbooks), services => services.AddSingleton<IStartupFilter>(balancer), setting);
        var second = Built([.. office.Keys(), "--urls=http://127.0.0.1:0"], instead: null);
        office.Beside.Add(second);
        await office.ServesAsync(second);
        await second.App.Services.GetRequiredService<EngineStart>().Met.WaitAsync(TimeSpan.FromMinutes(1));
        balancer.Second = new Uri(second.App.Urls.Single());
        return office;
    }
}
