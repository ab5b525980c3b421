using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Webhooks;

/// <summary>The webhooks of the organization, and whether each can be called.</summary>
internal sealed partial class WebhookBook(Rulebook rulebook, EngineOptions options, ILogger<WebhookBook> log)
{
    /// <summary>In words that complete "not sent: …"; null when it can be called.</summary>
    public string? WhyNot(string name)
    {
        if (!options.CallsWebhooks)
            return $"webhook '{name}' is not called from the playground";

        return rulebook.Organization.Webhooks.TryGetValue(name, out var webhook)
            ? WhyNot(webhook)
            : $"webhook '{name}' is not in organization.yml any more";
    }

    public Webhook? Find(string name) => rulebook.Organization.Webhooks.GetValueOrDefault(name);

    public WebhookKeys? KeysOf(Webhook webhook) => options.Variable(webhook.SecretVariable) is { Length: > 0 } secret ? WebhookKeys.Read(secret) : null;

    /// <summary>Says when the folder is taken over which webhooks cannot be called, before a step needs them.</summary>
    public void Probe()
    {
        foreach (var name in rulebook.Organization.Webhooks.Keys)
        {
            if (options.CallsWebhooks && WhyNot(name) is { } why)
                NotCallable(why);
        }
    }

    private string? WhyNot(Webhook webhook) => WebhookSecret.WhyNot(webhook, options.Variable(webhook.SecretVariable));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is sent there until it is mended: {Why}")]
    private partial void NotCallable(string why);
}

/// <summary>What keeps a webhook's secret from being used, which is known without calling anybody.</summary>
public static class WebhookSecret
{
    /// <param name="value">Of the environment variable that the webhook names.</param>
    /// <returns>Null when it can be signed with.</returns>
    public static string? WhyNot(Webhook webhook, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return $"webhook '{webhook.Name}' has no secret: the environment variable {webhook.SecretVariable} is not set";

        return WebhookKeys.Read(value) is null
            ? $"webhook '{webhook.Name}' has no usable secret: {webhook.SecretVariable} is not 24 to 64 random bytes in base64, such as whsec_ and what 'openssl rand -base64 32' prints"
            : null;
    }
}
