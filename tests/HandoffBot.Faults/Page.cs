using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Host.Tests.WholeBot;

namespace HandoffBot.Faults;

/// <summary>One person at the page, at the client of their platform. Whatever goes wrong on the way to the bot is an answer, not an exception.</summary>
internal abstract class Page(HttpClient http)
{
    /// <summary>The form in front of them, as of the last look.</summary>
    public abstract OpenForm? Form { get; }

    public static Page Of(Platform platform, HttpClient http, string email) =>
        platform == Platform.MsTeams ? new MsTeamsPage(http, email) : new SlackPage(http, email);

    /// <summary>Says a command, <c>/handoff</c> left out; a form that comes of it is open. False when the bot did not take it.</summary>
    public abstract Task<bool> TypesAsync(string words);

    public abstract Task LooksAsync();

    /// <summary>Sends the form in front of them; false when the bot did not answer it, or with a refusal.</summary>
    public abstract Task<bool> SubmitsAsync();

    public abstract Task ClosesAsync();

    /// <summary>Whether a message has the button and names the client.</summary>
    /// <param name="place">A channel; null is their direct chat with the bot.</param>
    public abstract Task<bool> SeesAsync(string? place, string button, string client);

    /// <summary>Presses a button on the newest message that shows it and names the client; false while there is none, or when it is refused.</summary>
    public abstract Task<bool> PressesAsync(string? place, string button, string client);

    /// <summary>Does something as the page does it; what the page answers.</summary>
    protected async Task<JsonNode> DoAsync(string act, string person, params (string Name, JsonNode? Value)[] values)
    {
        var given = new JsonObject { ["as"] = person };
        foreach (var (name, value) in values)
            given[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        return await SendAsync(request);
    }

    protected async Task<JsonNode> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"player/{path}");
        return await SendAsync(request);
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using var response = await http.SendAsync(request);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? new JsonObject();
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or JsonException)
        {
            return new JsonObject();
        }
    }
}
