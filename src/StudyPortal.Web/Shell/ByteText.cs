using System.Globalization;

namespace StudyPortal.Web.Shell;

public static class ByteText
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>Decimal units, three significant digits: 999 B, 1.25 MB, 48.1 GB.</summary>
    public static string Of(long bytes)
    {
        double value = bytes;
        var unit = 0;
        for (; value >= 999.5 && unit < Units.Length - 1; unit++) value /= 1000;
        var format = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
