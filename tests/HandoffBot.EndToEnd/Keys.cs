using System.Globalization;
using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>Somebody who has a keyboard and nothing else: what they are on is known by what is read out.</summary>
internal sealed class Keys(IPage page)
{
    private const int Most = 60;

    /// <summary>What is read out of the element that has the focus: its role or type, and its name.</summary>
    private const string Focused = """
        () => {
          const on = document.activeElement;
          const name = on.getAttribute('aria-label') ?? [...(on.labels ?? [])].map(label => label.innerText).join(' ');
          return (name || on.innerText || '').trim();
        }
        """;

    public Task PressesAsync(string key) => page.Keyboard.PressAsync(key);

    public Task TypesAsync(string text) => page.Keyboard.TypeAsync(text);

    public async Task<string> IsOnAsync() => await page.EvaluateAsync<string>(Focused);

    /// <summary>Goes on by Tab until something of this name has the focus, which can be seen.</summary>
    public async Task TabsToAsync(string name)
    {
        var passed = new List<string>();
        for (var press = 0; press < Most; press++)
        {
            await PressesAsync("Tab");
            var on = await IsOnAsync();
            if (on.StartsWith(name, StringComparison.Ordinal))
            {
                await IsSeenAsync();
                return;
            }

            passed.Add(on.ReplaceLineEndings(" "));
        }

        Assert.Fail($"Tab never came to {name}, only to {string.Join(" · ", passed)}");
    }

    /// <summary>A date picker of any order takes a day whose number is its month's.</summary>
    public Task TypesADateAsync(int month, int year) => TypesAsync(string.Create(CultureInfo.InvariantCulture, $"{month:00}{month:00}{year}"));

    /// <summary>Types into a select, waits until it offers that, and takes it.</summary>
    public async Task ChoosesAsync(string label, string option)
    {
        await TabsToAsync(label);
        await TypesAsync(option);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = option }).First).ToBeVisibleAsync();
        await PressesAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
    }

    public async Task PressesButtonAsync(string name)
    {
        await TabsToAsync(name);
        await PressesAsync("Enter");
    }

    /// <summary>Focus that cannot be seen is none: an outline, a frame or a shadow tells where one is.</summary>
    private async Task IsSeenAsync()
    {
        var isSeen = await page.EvaluateAsync<bool>("""
            () => {
              for (let node = document.activeElement; node && node !== document.body; node = node.parentElement) {
                const style = getComputedStyle(node);
                if ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none') return true;
                if (node.matches('button, a, label, .message')) return false;
              }
              return false;
            }
            """);
        Assert.True(isSeen, $"Nobody sees that {await IsOnAsync()} has the focus.");
    }
}
