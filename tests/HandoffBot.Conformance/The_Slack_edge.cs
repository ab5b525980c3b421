using HandoffBot.Core.Chat;
using HandoffBot.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Conformance;

/// <summary>What the edge draws and whom it believes, judged by Slack's own packages.</summary>
[Trait("Stage", "Conformance")]
public sealed class The_Slack_edge
{
    private const string Secret = "conformance-secret";

    [ConformanceFact]
    public async Task Draws_only_what_the_official_types_know()
    {
        var (code, output) = await NodeScript.RunAsync("golden-types.js", new Dictionary<string, string>());

        Assert.True(code == 0, output);
    }

    [ConformanceFact]
    public async Task Comes_with_a_manifest_that_the_official_types_know()
    {
        var (code, output) = await NodeScript.RunAsync("manifest-types.js", new Dictionary<string, string>());

        Assert.True(code == 0, output);
    }

    [ConformanceFact]
    public async Task Believes_what_the_official_verifier_believes_and_nothing_from_the_future()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IConversation, Silent>();
        builder.Services.AddSlack(options => (options.SigningSecret, options.BotToken) = (Secret, "xoxb-conformance"));
        await using var app = builder.Build();
        app.MapSlack();
        await app.StartAsync();

        var (code, output) = await NodeScript.RunAsync(
            "signed-request.js", new Dictionary<string, string> { ["EDGE"] = app.Urls.First(), ["SLACK_SECRET"] = Secret });

        Assert.True(code == 0, output);
        await app.StopAsync();
    }

    private sealed class Silent : IConversation
    {
        public Task<Reply> HandleAsync(Interaction interaction, CancellationToken cancellationToken) => Task.FromResult<Reply>(new Reply.Done());
    }
}
