using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Benchmarks.Running;

/// <summary>
/// Slack's Web API as far as the bot calls it, answering at once, unless told otherwise, and keeping nothing, so that it is no part of what is measured. The
/// playground's stand-in checks and remembers everything; this one is for speed.
/// </summary>
internal static class SlackApi
{
    public const string Workspace = "T0BENCH01";
    private const string Domain = "@northstar.example";
    private static long _last;
    private static int _takesMilliseconds;

    public static async Task<(Child Child, Uri Api)> StartAsync(string folder)
    {
        var port = Child.FreePort();
        var child = Child.Start(Path.Combine(folder, "slack.log"), "dotnet", typeof(SlackApi).Assembly.Location, "stand-in", port.ToString());
        await child.UntilListeningAsync(port);
        return (child, new Uri($"http://127.0.0.1:{port}/api/"));
    }

    public static async Task<int> ServeAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.MapPost("/api/{method}", AnswerAsync);

        // For whoever measures: how many posts came.
        app.MapGet("/posts", () => Volatile.Read(ref _last).ToString(CultureInfo.InvariantCulture));
        app.MapPut("/posts/take/{milliseconds:int}", (int milliseconds) => Volatile.Write(ref _takesMilliseconds, milliseconds));
        app.MapDelete("/posts", () => Volatile.Write(ref _last, 0));
        await app.RunAsync();
        return 0;
    }

    /// <summary>The account of a person whom the playbooks name.</summary>
    public static string AccountOf(string email) => "U" + email.Replace(Domain, "", StringComparison.Ordinal).Replace('.', '0').ToUpperInvariant();

    private static async Task AnswerAsync(HttpContext context, string method)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (form is null)
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);

        if (method == "chat.postMessage" && Volatile.Read(ref _takesMilliseconds) is var takes and > 0)
            await Task.Delay(takes, context.RequestAborted);

        var answer = method switch
        {
            "auth.test" => $$"""{"ok":true,"team":"Benchmark","team_id":"{{Workspace}}","user_id":"U0BOT"}""",
            "users.lookupByEmail" => Person(AccountOf(form!["email"]!)),
            "users.info" => Person(form!["user"]!),
            "conversations.open" => """{"ok":true,"channel":{"id":"D0DIRECT"}}""",
            "conversations.info" => """{"ok":true,"channel":{"id":"C0","name":"c","is_member":true,"is_archived":false}}""",
            "conversations.history" or "conversations.replies" => """{"ok":true,"messages":[]}""",
            "chat.getPermalink" => """{"ok":true,"permalink":"https://benchmark.example/archives/C0/p1"}""",
            "chat.postMessage" or "chat.update" => $$"""{"ok":true,"channel":"C0","ts":"1700000000.{{Interlocked.Increment(ref _last):000000}}"}""",
            _ => """{"ok":true}""",
        };
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private static string Person(string account)
    {
        var local = account[1..].ToLowerInvariant().Replace('0', '.');
        var profile = $$"""{"email":"{{local}}{{Domain}}"}""";
        var user = $$"""{"id":"{{account}}","team_id":"{{Workspace}}","real_name":"{{local}}","is_email_confirmed":true,"tz":"Europe/London","profile":{{profile}} }""";
        return $$"""{"ok":true,"user":{{user}} }""";
    }
}
