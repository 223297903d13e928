using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StudyPortal.Learning.Checkpoints;
using static TorchSharp.torch;

namespace StudyPortal.Learning;

/// <summary>NumPy's .npy: float32 or int64, little-endian, C order.</summary>
public static partial class NpyFile
{
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <exception cref="InvalidDataException">Not such a file, or its length does not fit its shape.</exception>
    public static Tensor Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return Read(file);
        }
        catch (Exception refusal) when (refusal is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new InvalidDataException($"{path} cannot be read as .npy: {refusal.Message}", refusal);
        }
    }

    public static void Write(string path, Tensor array) => AtomicFile.Write(path, file => Write(file, array));

    private static Tensor Read(Stream file)
    {
        (ScalarType type, int elementBytes, long[] shape) = Parse(Encoding.Latin1.GetString(ReadHeader(file)));
        long bytes = shape.Aggregate((long)elementBytes, (product, axis) => checked(product * axis));
        if (bytes != file.Length - file.Position || bytes > Array.MaxLength)
        {
            throw new InvalidDataException($"{bytes} bytes belong to its shape, {file.Length - file.Position} are there.");
        }
        byte[] content = new byte[bytes];
        file.ReadExactly(content);
        return StorageReader.FromBytes(content, type, shape);
    }

    /// <summary>Version 1 counts the header's bytes in two bytes, later ones in four.</summary>
    private static byte[] ReadHeader(Stream file)
    {
        byte[] start = new byte[12];
        file.ReadExactly(start, 0, 10);
        if (!start.AsSpan(0, 6).SequenceEqual(Magic) || start[6] is < 1 or > 3)
        {
            throw new InvalidDataException("it does not begin with the NumPy mark of version 1, 2 or 3.");
        }
        if (start[6] > 1)
        {
            file.ReadExactly(start, 10, 2);
        }
        int length = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(8));
        if (length < 0 || length > file.Length - file.Position)
        {
            throw new InvalidDataException($"its header claims {length} bytes.");
        }
        byte[] header = new byte[length];
        file.ReadExactly(header);
        return header;
    }

    private static (ScalarType Type, int ElementBytes, long[] Shape) Parse(string header)
    {
        Match match = Header().Match(header);
        if (!match.Success)
        {
            throw new InvalidDataException($"its header is {header.Trim()}; expected '<f4' or '<i8' in C order.");
        }
        long[] shape = [.. match.Groups["axis"].Captures.Select(axis => long.Parse(axis.ValueSpan, CultureInfo.InvariantCulture))];
        return match.Groups["type"].Value == "<f4" ? (ScalarType.Float32, 4, shape) : (ScalarType.Int64, 8, shape);
    }

    private static void Write(Stream file, Tensor array)
    {
        string type = array.dtype switch
        {
            ScalarType.Float32 => "<f4",
            ScalarType.Int64 => "<i8",
            _ => throw new ArgumentException($"Tensors of type {array.dtype} are not written as .npy; expected Float32 or Int64."),
        };
        string shape = string.Concat(array.shape.Select(axis => $"{axis}, "));
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        int padded = (((Magic.Length + 4 + header.Length + 1) + 63) / 64 * 64) - Magic.Length - 4;
        file.Write(Magic);
        file.Write([1, 0, (byte)padded, (byte)(padded >> 8)]);
        file.Write(Encoding.Latin1.GetBytes(header.PadRight(padded - 1) + "\n"));
        using Tensor copy = array.detach().cpu().contiguous();
        file.Write(copy.bytes);
    }

    [GeneratedRegex(
        @"^\{'descr': '(?<type><f4|<i8)', 'fortran_order': False, 'shape': \((?:(?<axis>\d{1,18}),? ?)*\), ?\}\s*$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
