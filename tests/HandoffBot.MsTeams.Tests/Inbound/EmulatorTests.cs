using System.Net;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Inbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>An emulator signs nothing, so it is believed on this machine only, and only where somebody asked for that.</summary>
public sealed class EmulatorTests
{
    private const string Service = "http://localhost:56150/_connector";

    [Fact]
    public async Task On_this_machine_it_is_heard_and_answered_without_a_token()
    {
        await using var stage = await ServedAsync();
        stage.Http.DefaultRequestHeaders.Add("Origin", "http://localhost:56150");

        using var answer = await SendAsync(stage, Service);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MsTeamsOptions.LocalTenant, Assert.Single(stage.Bot.Heard).By.Workspace);
        Assert.Equal(0, stage.Microsoft.Asked);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7", "was forwarded")]
    [InlineData("Forwarded", "for=203.0.113.7", "was forwarded")]
    [InlineData("Origin", "https://evil.example", "from elsewhere")]
    [InlineData("Origin", "null", "from elsewhere")]
    [InlineData("Host", "bot.acme.example", "another name than localhost")]
    public async Task By_any_other_way_nobody_comes_in(string header, string value, string flaw)
    {
        await using var stage = await ServedAsync();
        stage.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var answer = await SendAsync(stage, Service);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(stage.Bot.Heard);
        Assert.Contains(stage.Log.Lines, line => line.Contains(flaw, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData(null)]
    public void From_another_machine_nobody_comes_in(string? address)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
        context.Request.Host = new("localhost");

        Assert.IsType<Verdict.Refused>(LocalEmulator.Judge(context.Request));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://evil.example/")]
    public async Task It_cannot_send_the_bot_elsewhere(string service)
    {
        await using var stage = await ServedAsync();

        using var answer = await SendAsync(stage, service);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task What_is_still_checked_is_the_tenant()
    {
        await using var stage = await ServedAsync();

        using var answer = await SendAsync(stage, Service, Stage.OtherTenant);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Development", "", true)]
    [InlineData("Production", "", false)]
    [InlineData("Staging", "", false)]
    [InlineData(null, "", false)]
    [InlineData("Development", "a-secret", false)]
    public void It_is_served_in_Development_and_without_a_secret_or_not_at_all(string? environment, string secret, bool served)
    {
        var options = new MsTeamsOptions { DangerouslyServeLocalEmulator = true, AppPassword = secret };
        options.Tidy();

        var checkedNow = new MsTeamsOptionsCheck(environment is null ? null : new Somewhere(environment)).Validate(null, options);

        Assert.Equal(served, checkedNow.Succeeded);
        Assert.True(served || checkedNow.Failures!.Single().StartsWith(LocalEmulator.Key, StringComparison.Ordinal));
    }

    private static Task<Stage> ServedAsync() => Stage.SetAsync(
        new Reply.Done(),
        configure: options =>
        {
            (options.AppId, options.TenantId, options.AppPassword) = ("", "", "");
            options.DangerouslyServeLocalEmulator = true;
        },
        services: services => services.AddSingleton<IHostEnvironment>(new Somewhere("Development")));

    private static Task<HttpResponseMessage> SendAsync(Stage stage, string service, string tenant = MsTeamsOptions.LocalTenant) => stage.PostAsync(
        Stage.Fixture("message_personal.json").Replace(Stage.Service, service, StringComparison.Ordinal).Replace(Stage.Tenant, tenant, StringComparison.Ordinal), null);

    private sealed class Somewhere(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "HandoffBot";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
