using System.Runtime.CompilerServices;
using Microsoft.Playwright;

// Each class has a host and a browser of its own, and a machine that runs these tests has few processors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace HandoffBot.EndToEnd;

/// <summary>One host and one browser for all facts; each plays in a window of its own.</summary>
public class Stage : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private BuiltHost? _host;

    /// <summary>To be killed and started anew under an open page.</summary>
    internal BuiltHost Host => _host ?? throw new InvalidOperationException("There is a host only where there is a browser.");

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is not { Length: > 0 } chromium)
            return;

        // What is looked for comes in milliseconds, but nobody promises that of a machine with much to do.
        Assertions.SetDefaultExpectTimeout(20_000);
        _host = await BuiltHost.StartAsync(Playbooks());
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public virtual async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    /// <summary>Opens the page and plays; when that fails, what was seen last is kept as a picture.</summary>
    internal async Task PlaysAsync(Func<Window, Task> play, [CallerMemberName] string name = "")
    {
        await using var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        try
        {
            await page.GotoAsync(Host.Page.ToString());
            await page.WaitForSelectorAsync("body.ready");
            var window = new Window(page);
            await window.StartsAfreshAsync();
            await play(window);
            Assert.Empty(complaints);
        }
        catch
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures(), $"{name}.png"), FullPage = true });
            throw;
        }
    }

    /// <summary>The folder with which the host is configured; null are those that it ships with.</summary>
    private protected virtual string? Playbooks() => null;

    private static string Pictures()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is not null && !File.Exists(Path.Combine(folder.FullName, "HandoffBot.EndToEnd.csproj")))
            folder = folder.Parent;
        return Directory.CreateDirectory(Path.Combine(folder.FullName, "TestResults")).FullName;
    }
}
