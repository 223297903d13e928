using System.Data.Common;
using System.Net.Sockets;
using System.Text;

namespace StudyPortal.Core.Health;

/// <summary>
/// A failure as the log may hold it: kinds and places without their words, for a message can hold the name of a file, and that the name
/// of a patient. The words stand where only those look who may see them, on the job's page. Databases and networks name nobody.
/// </summary>
public static class FailureTrace
{
    public static string Of(Exception failure)
    {
        var text = new StringBuilder();
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (text.Length > 0) text.Append("\n caused by ");
            text.Append(at.GetType().FullName);
            if (at is DbException or SocketException) text.Append(": ").Append(at.Message);
            if (at.StackTrace is { } places) text.Append('\n').Append(places);
        }
        return text.ToString();
    }
}
