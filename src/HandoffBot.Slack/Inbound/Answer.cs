using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Slack.Inbound;

/// <summary>What a request is answered with: the acknowledgement itself.</summary>
internal readonly record struct Answer(int Status, byte[]? Json)
{
    /// <summary>Taken; nothing to say here. In answer to a submission it closes the form.</summary>
    public static Answer Empty => new(StatusCodes.Status200OK, null);

    public bool IsSuccess => Status == StatusCodes.Status200OK;

    public static Answer Malformed => new(StatusCodes.Status400BadRequest, null);

    /// <summary>Slack sends an event again after this.</summary>
    public static Answer TryAgain => new(StatusCodes.Status500InternalServerError, null);

    /// <summary>Where a sentence has no place, the status says it.</summary>
    public static Answer Of(Refused refused) => new(refused.Status, null);

    public static Answer Of<T>(T body, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        if (Json is null)
        {
            response.ContentLength = 0;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Json.Length;
        await response.Body.WriteAsync(Json, cancellationToken);
    }
}
